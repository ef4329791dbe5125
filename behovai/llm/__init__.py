"""A chat model behind one method: `Chat.ask(messages, schema) -> Reply`. Nothing here knows the rules.

masking: what never leaves the machine · prompt: what is said · schema: the only shape an answer can have · chat: the one method ·
connection: langchain · modes, retry, answer: servers as they are · cache, cost, replay, batch: not paying twice.
"""
