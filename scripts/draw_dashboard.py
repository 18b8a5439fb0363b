"""Make deploy/grafana/dashboards/milvus.json of deploy/grafana/panels.toml: ``python scripts/draw_dashboard.py [--check]``."""

import sys
import tomllib
from pathlib import Path

from grafana_foundation_sdk.builders import common, dashboard, prometheus, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.common import LegendDisplayMode, LegendPlacement
from grafana_foundation_sdk.models.dashboard import DataSourceRef

DEPLOY = Path(__file__).resolve().parents[1] / "deploy" / "grafana"
MADE = DEPLOY / "dashboards" / "milvus.json"


def drawn() -> str:
    """The dashboard as Grafana reads it."""
    panels = tomllib.loads((DEPLOY / "panels.toml").read_text(encoding="utf-8"))["panel"]
    source = DataSourceRef(type_val="prometheus", uid="prometheus")
    board = dashboard.Dashboard("Milvus").uid("milvus").description("Made by scripts/draw_dashboard.py.").readonly().refresh("5s").time("now-15m", "now")
    for panel in panels:
        made = timeseries.Panel().title(panel["title"]).description(panel["asks"]).unit(panel["unit"]).datasource(source).min(0).height(8).span(12)
        legend = common.VizLegendOptions().show_legend(True).display_mode(LegendDisplayMode.LIST).placement(LegendPlacement.BOTTOM).calcs([])
        made = made.legend(legend)
        for number, query in enumerate(panel["query"]):
            made = made.with_target(prometheus.Dataquery().expr(query["expr"]).legend_format(query["legend"]).ref_id(chr(65 + number)))
        board = board.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=1).encode(board.build()) + "\n"


if __name__ == "__main__":
    text = drawn()
    if "--check" in sys.argv:
        same = MADE.is_file() and MADE.read_text(encoding="utf-8") == text
        sys.exit(0 if same else f"{MADE.name} is not what panels.toml gives. Next: python scripts/draw_dashboard.py")
    MADE.write_text(text, encoding="utf-8")
