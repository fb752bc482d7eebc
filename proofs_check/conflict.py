"""The alarm that two means of deciding disagree."""


class EngineConflict(Exception):
    """Two means of deciding disagree: one of them is wrong, and no verdict may rest on either."""


class TimeUp(BaseException):
    """The worker's processor time is spent: what is decided stands, what only explains it is left out."""
