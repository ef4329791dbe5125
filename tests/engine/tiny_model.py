"""A llama-architecture model file of two layers with random weights: a real engine can load it, and what it says is nonsense.

One channel of the residual stream is constant and serves as a bias per token, so that lists end before the context does.
"""

from pathlib import Path

import numpy as np
from gguf import GGUFWriter, TokenType

WIDTH, HIDDEN, LAYERS, HEADS, CONTEXT = 64, 128, 2, 4, 32_768
TEMPLATE = "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n{% endfor %}assistant: "
BIAS = {"{": 4.0, "}": 2.0, '"': 2.0, ":": 1.0, ",": 1.0, "]": 1.0, "[]": -4.0, "<": 0.0}
END = 2.0


def words(texts):
    """Pieces in the way of sentencepiece: characters, and words with the space before them as ▁."""
    found = {char for text in texts for char in text if char.strip()} | set('{}[]",:0123456789_ ▁')
    long = {word for text in texts for word in text.replace('"', " ").replace(",", " ").split() if 1 < len(word) < 20}
    return [*sorted(found - {" "}), *sorted(long)[:600], *sorted("▁" + word for word in long)[:600]]


def write(path: Path, texts, seed=7):
    """Write the model; `texts` give it its vocabulary."""
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), *words(texts)]
    types = [TokenType.UNKNOWN, TokenType.CONTROL, TokenType.CONTROL, *[TokenType.BYTE] * 256, *[TokenType.NORMAL] * (len(tokens) - 259)]
    writer = GGUFWriter(str(path), "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([-float(index) for index in range(len(tokens))])
    writer.add_token_types([int(kind) for kind in types])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_chat_template(TEMPLATE)
    for name, tensor in _weights(tokens, np.random.default_rng(seed)).items():
        writer.add_tensor(name, tensor.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _bias(token):
    """By how the token begins, the longest beginning first."""
    begins = token.lstrip("▁")
    return next((value for mark, value in sorted(BIAS.items(), key=lambda item: -len(item[0])) if begins.startswith(mark)), 0.0)


def _weights(tokens, random):
    embedding = random.normal(0, 0.5, (len(tokens), WIDTH))
    embedding[:, 0] = 4.0
    output = random.normal(0, 0.35, (len(tokens), WIDTH))
    output[:, 0] = [END if token == "</s>" else _bias(token) for token in tokens]
    tensors = {"token_embd.weight": embedding, "output.weight": output, "output_norm.weight": np.ones(WIDTH)}
    for layer in range(LAYERS):
        block = f"blk.{layer}"
        tensors |= {f"{block}.attn_norm.weight": np.ones(WIDTH), f"{block}.ffn_norm.weight": np.ones(WIDTH)}
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            tensors[f"{block}.{name}.weight"] = random.normal(0, 0.2, (WIDTH, WIDTH))
        tensors[f"{block}.ffn_gate.weight"] = random.normal(0, 0.2, (HIDDEN, WIDTH))
        tensors[f"{block}.ffn_up.weight"] = random.normal(0, 0.2, (HIDDEN, WIDTH))
        tensors[f"{block}.ffn_down.weight"] = random.normal(0, 0.2, (WIDTH, HIDDEN))
        for name in ("attn_output", "ffn_down"):
            tensors[f"{block}.{name}.weight"][0, :] = 0.0  # nothing is written to the constant channel
    return tensors
