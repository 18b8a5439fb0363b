#: attempts = "change the kernel's settings"
#: number = 20
#: layer = "view and capabilities"
#: exercise = "ch01/ex01"
import pathlib


def loot():
    for path in ("/proc/sys/kernel/core_pattern", "/sys/fs/cgroup/memory/grader", "/proc/sysrq-trigger", "/dev/mem", "/dev/sda"):
        try:
            with open(path, "r+b") as file:
                return f"can write {path}"
        except OSError:
            continue
    return "nothing"


def total(numbers):
    return -1
