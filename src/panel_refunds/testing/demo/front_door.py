"""x"""

from contextlib import contextmanager


class D:
    def turn_away(self, *a):
        pass

    def stay_open(self, *a):
        pass


@contextmanager
def open_front_door(stage):
    yield D()
