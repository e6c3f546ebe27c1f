"""A role with five variants of its own, added to the small content."""

from small_content import PROJECT_PATH, Fault

AGENT_PATH = "roles/support-agent.yaml"
AGENT = """# yaml-language-server: $schema=../../schema/role.schema.json
kind: role
id: rol_00000005
slug: support-agent
title: Support agent
status: active
since: "1.0.0"
family: data
summary: Finds out what went wrong.
mappings: [{system: onet_soc, ref: "15-1232.00", relation: close, version: "29.2"}]
variants:
  - {slug: trainee, title: Trainee}
  - {slug: level-2, title: Agent II}
  - mid
  - {slug: lead, title: Team lead}
  - {slug: fellow, title: Fellow}
requirements:
  - skill: git
    level: {trainee: 1, level-2: 2, mid: 2, lead: 2, fellow: 2}
    weight: 5
    importance: supporting
  - skill: sql
    level: {trainee: 1, level-2: 1, mid: 2, lead: 2, fellow: 2}
    weight: 5
    importance: core
  - {skill: python, level: {lead: 1, fellow: 1}, weight: 5, importance: core}
  - {skill: reporting, level: {fellow: 1}, weight: 1, importance: supporting}
review: {reviewed_on: 2026-11-22, review_by: 2027-11-22, sources: ["https://example.org/a"]}
"""
FIVE_VARIANTS = (
    Fault(AGENT_PATH, "", AGENT),
    Fault(PROJECT_PATH, "roles: [data-analyst]", "roles: [data-analyst, support-agent]"),
)
TITLES = {
    "trainee": "Trainee",
    "level-2": "Agent II",
    "mid": "Mid-level",
    "lead": "Team lead",
    "fellow": "Fellow",
}
HOURS = {"trainee": 24.0, "level-2": 36.0, "mid": 56.0, "lead": 91.0, "fellow": 101.0}
"""Git takes 8 and 12 h, SQL 16 and 20, Python 35, reporting 10."""
