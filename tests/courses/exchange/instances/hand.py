"""Somebody at work in a process of their own: orders come line by line.

python -m tests.courses.exchange.instances.hand SEED
"""

import json
import sys


def main():
    import django

    django.setup()
    from .editing import Editor
    from .working import Worker

    seed = int(sys.argv[1])
    hands = [Editor(seed), Worker(seed)]
    for line in sys.stdin:
        name, arguments = json.loads(line)
        hand = next(each for each in hands if hasattr(each, name))
        found = getattr(hand, name)(*arguments)
        sys.stdout.write(f"{json.dumps(found)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
