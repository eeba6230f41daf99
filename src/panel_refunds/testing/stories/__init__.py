"""Policy cases: a tenant's rules told as stories, through the same flows as the service."""

from panel_refunds.testing.stories.faults import StoryFileError
from panel_refunds.testing.stories.reading import load_cases
from panel_refunds.testing.stories.report import CasesReport
from panel_refunds.testing.stories.running import run_cases_command, tell_stories

__all__ = ["CasesReport", "StoryFileError", "load_cases", "run_cases_command", "tell_stories"]
