"""Values → HTML through the templates of this folder; everything is escaped."""

import json
from collections.abc import Mapping
from typing import Any


def rendered(name: str, values: Mapping[str, Any]) -> str:
    """The template filled. `script` in a template puts data into a script element without letting it end the element."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def script(data: Any) -> Markup:
        text = json.dumps(data, ensure_ascii=False)
        return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 – escaped for JSON in script

    environment = Environment(
        loader=PackageLoader("behovai.evaluation"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["script"] = script
    return environment.get_template(name).render(values)
