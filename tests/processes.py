"""What /proc knows of a process."""

from pathlib import Path


def fields_of(pid: int) -> list[str]:
    """Give what ``/proc/PID/stat`` says after the name: state, parent, …; empty when there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def is_alive(pid: int) -> bool:
    return fields_of(pid)[:1] not in ([], ["Z"])


def children_of(pid: int) -> list[int]:
    """Name the processes whose parent this is, zombies included."""
    numbers = (int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdecimal())
    return [number for number in numbers if fields_of(number)[1:2] == [str(pid)]]


def files_of(pid: int) -> set[str]:
    """Name the files, pipes and sockets that a process has open, apart from the null device."""
    found = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found.add(str(link.readlink()))
        except FileNotFoundError:
            continue  # closed just now
    return found - {"/dev/null"}


def own_memory_of(pid: int) -> float:
    """Give the memory that a process shares with no other, in MiB."""
    lines = (line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines())
    return sum(int(line[1]) for line in lines if line[0] in {"Private_Clean:", "Private_Dirty:"}) / 1024


def listening_of(pid: int) -> set[str]:
    """Name the sockets of a process that listen, to other machines or to this one alone."""
    over_tcp = [row.split() for row in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]]
    on_this = [row.split() for row in Path(f"/proc/{pid}/net/unix").read_text().splitlines()[1:]]
    numbers = [row[9] for row in over_tcp if row[3] == "0A"] + [row[6] for row in on_this if row[3] == "00010000"]
    return {f"socket:[{number}]" for number in numbers} & files_of(pid)
