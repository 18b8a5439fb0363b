"""Which system calls confined code may not make: a filter for the kernel, and the same as a profile for Docker.

The filter is a classic BPF program, written here because the library that makes one is not on every machine, and because
a program of comparisons is short. Numbers are those of the kernel's ``unistd.h``; a test compares them with the header.
Calls are refused with EPERM, never with a signal, so that a library that merely tries one goes on. A call that is newer
than :data:`LAST_KNOWN` gets ENOSYS, as on a kernel that does not have it: nobody has judged it, and libraries fall back.
Source: ``linux/seccomp.h``, ``linux/filter.h``, seccomp(2).
"""

from __future__ import annotations

import ctypes
import platform
import struct
from typing import Any

DENIED: dict[str, tuple[int | None, int | None]] = {
    # name: (x86-64, arm64)
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "process_madvise": (440, 440),
    "pidfd_getfd": (438, 438), "kcmp": (312, 272),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "memfd_secret": (447, 447),
    "memfd_create": (319, 279), "shmget": (29, 194), "msgget": (68, 186),  # memory that is no process's, nor the scratch's
    "vmsplice": (278, 75),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "move_mount": (429, 429),
    "open_tree": (428, 428), "fsopen": (430, 430), "fsmount": (432, 432), "fsconfig": (431, 431), "fspick": (433, 433),
    "mount_setattr": (442, 442), "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    "mknod": (133, None), "mknodat": (259, 33), "fanotify_init": (300, 262), "fanotify_mark": (301, 263),
    "unshare": (272, 97), "setns": (308, 268), "sethostname": (170, 161), "setdomainname": (171, 162),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225), "syslog": (103, 116),
    "acct": (163, 89), "quotactl": (179, 60), "quotactl_fd": (443, 443), "vhangup": (153, 58),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "clock_adjtime": (305, 266), "adjtimex": (159, 171),
    "iopl": (172, None), "ioperm": (173, None), "modify_ldt": (154, None), "personality": (135, 92),
    "uselib": (134, None), "ustat": (136, None), "sysfs": (139, None), "_sysctl": (156, None),
    "lookup_dcookie": (212, 18), "nfsservctl": (180, 42),
}  # fmt: skip
"""What no exercise needs, and what has let code out of sandboxes, or lets it see or slow its neighbors."""

LAST_KNOWN = 450
"""set_mempolicy_home_node, of Linux 5.17: the newest call that was judged; from 424 on all processors share the numbers."""
NAMESPACE_FLAGS = 0x7E020080
"""CLONE_NEWTIME, NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET: no process may make a namespace."""
FAMILIES = (1, 2, 10)
"""AF_UNIX, AF_INET, AF_INET6. Not AF_VSOCK, which no network namespace holds on older kernels; nor raw packets, netlink …"""
TIOCSTI = 0x5412
"""The ioctl that types into a terminal."""

_ARCHITECTURES = {
    "x86_64": (0, 0xC000003E),
    "amd64": (0, 0xC000003E),
    "aarch64": (1, 0xC00000B7),
    "arm64": (1, 0xC00000B7),
}
_SPECIAL = {"clone": (56, 220), "clone3": (435, 435), "socket": (41, 198), "socketpair": (53, 199), "ioctl": (16, 29)}
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_EPERM, _ENOSYS = 1, 38
_NUMBER, _ARCH, _FIRST, _SECOND = 0, 4, 16, 24  # offsets in struct seccomp_data


def number(name: str) -> int:
    """The number that this machine's kernel gives a call of :data:`DENIED`, for those who make it before the filter is on.

    Raises:
        OSError: there is no such call here.
    """
    column, _ = _ARCHITECTURES[platform.machine().lower()]
    found = DENIED[name][column]
    if found is None:
        raise OSError(_ENOSYS, f"{name} is no system call of this processor")
    return found


def supported() -> bool:
    """Whether the numbers for this machine's architecture are known."""
    return platform.machine().lower() in _ARCHITECTURES


def program(machine: str | None = None) -> bytes:
    """The filter as an array of ``struct sock_filter``."""
    column, arch = _ARCHITECTURES[(machine or platform.machine()).lower()]
    code: list[tuple[int, int, int, int]] = [
        (_LOAD, 0, 0, _ARCH),
        (_EQUAL, 1, 0, arch),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    # On x86-64 that refuses the x32 numbers, too: the same calls again, under a bit.
    code += [(_AT_LEAST, 0, 1, LAST_KNOWN + 1), (_RETURN, 0, 0, _ERRNO | _ENOSYS)]
    for numbers in DENIED.values():
        number = numbers[column]
        if number is not None:
            code += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERRNO | _EPERM)]
    special = {name: numbers[column] for name, numbers in _SPECIAL.items()}
    # Its flags lie in memory, which a filter cannot read; libraries fall back on clone.
    code += [(_EQUAL, 0, 1, special["clone3"]), (_RETURN, 0, 0, _ERRNO | _ENOSYS)]
    code += [
        (_EQUAL, 0, 3, special["clone"]),
        (_LOAD, 0, 0, _FIRST),
        (_ANY_BIT, 0, 1, NAMESPACE_FLAGS),
        (_RETURN, 0, 0, _ERRNO | _EPERM),
    ]
    code += [
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 0, 3, special["ioctl"]),
        (_LOAD, 0, 0, _SECOND),
        (_EQUAL, 0, 1, TIOCSTI),
        (_RETURN, 0, 0, _ERRNO | _EPERM),
    ]
    code += [
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 1, 0, special["socket"]),
        (_EQUAL, 0, 2 + len(FAMILIES), special["socketpair"]),
        (_LOAD, 0, 0, _FIRST),
    ]
    code += [(_EQUAL, len(FAMILIES) - n, 0, family) for n, family in enumerate(FAMILIES)]
    code += [(_RETURN, 0, 0, _ERRNO | _EPERM), (_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("HBBI", operation, yes, no, value) for operation, yes, no, value in code)


def install() -> None:
    """Put the filter on this thread and all that it will start; there is no way to take it off.

    Raises:
        OSError: the kernel refuses; ``no_new_privs`` must be set.
    """
    code = program()
    buffer = ctypes.create_string_buffer(code, len(code))
    block = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(22, 2, ctypes.c_char_p(block), 0, 0) != 0:  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
        raise OSError(ctypes.get_errno(), "the kernel takes the seccomp filter")


def profile() -> dict[str, Any]:
    """Docker's ``seccomp=`` option: it knows names only, so `inside.py` puts :func:`program` on top, for newer calls."""
    flags = [{"index": 0, "value": NAMESPACE_FLAGS & bit, "valueTwo": bit, "op": "SCMP_CMP_MASKED_EQ"}
             for bit in (1 << n for n in range(32)) if NAMESPACE_FLAGS & bit]  # fmt: skip
    strange = [f for f in range(46) if f not in FAMILIES]
    families = [
        {
            "names": ["socket", "socketpair"],
            "action": "SCMP_ACT_ERRNO",
            "args": [{"index": 0, "value": f, "op": "SCMP_CMP_EQ"}],
        }
        for f in strange
    ]
    return {
        "defaultAction": "SCMP_ACT_ALLOW",
        "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64"],
        "syscalls": [
            {"names": sorted(DENIED), "action": "SCMP_ACT_ERRNO"},
            {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": _ENOSYS},
            *({"names": ["clone"], "action": "SCMP_ACT_ERRNO", "args": [one]} for one in flags),
            *families,
            {
                "names": ["ioctl"],
                "action": "SCMP_ACT_ERRNO",
                "args": [{"index": 1, "value": TIOCSTI, "op": "SCMP_CMP_EQ"}],
            },
        ],
    }
