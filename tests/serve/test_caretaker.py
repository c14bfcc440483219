"""Who gets a kernel, and what becomes of it: with a kernel manager that starts no process."""

import asyncio

import pytest

from alongside.serve import caretaker as module
from alongside.serve.caretaker import GOING_AWAY, GONE, Caretaker, LetGo, Place, Wait
from alongside.serve.limits import Limits
from tests.loops import run_apart
from tests.serve.clocks import Clock


class Kernel:
    def __init__(self) -> None:
        self.lives = True

    async def is_alive(self) -> bool:
        return self.lives


class Manager(dict):
    """Kernels by their id, as Jupyter's manager holds them; ``most_at_once`` is how many started at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.may_start = asyncio.Event()
        self.may_start.set()
        self.starting = self.most_at_once = 0
        self.fails = False

    async def start_kernel(self, *, kernel_id, **_):
        self.starting += 1
        self.most_at_once = max(self.most_at_once, self.starting)
        await self.may_start.wait()
        self.starting -= 1
        if self.fails:
            raise RuntimeError
        self[kernel_id] = Kernel()
        return kernel_id

    async def shutdown_kernel(self, kernel_id, *, now):
        assert now
        await asyncio.sleep(0)
        del self[kernel_id]

    def list_kernel_ids(self):
        return list(self)

    def get_kernel(self, kernel_id):
        return self[kernel_id]


class Wire:
    def __init__(self) -> None:
        self.code = None

    def close(self, code=None, reason=None):
        assert reason
        self.code = code


class House:
    """A caretaker, his clock, and pages that come and go."""

    def __init__(self, **limits) -> None:
        self.clock = Clock()
        self.manager = Manager()
        self.caretaker = Caretaker(self.manager, Limits(**{"kernels": 2} | limits), self.clock)

    async def come(self, browser, page="p"):
        """Ask for a page until its kernel has started and it has been sent; or give how long it waits."""
        place = self.caretaker.admit(browser, page, 20)
        self.clock.wait(0.1)
        if isinstance(place, Wait):
            return place
        await self.caretaker.start(place, "python3")
        self.caretaker.lives.sent(place.kernel_id)
        return place.kernel_id

    async def come_to_stay(self, browser, page="p"):
        """Come, and connect."""
        kernel_id = await self.come(browser, page)
        wire = Wire()
        assert self.caretaker.opened(kernel_id, wire)
        return kernel_id, wire

    async def settle(self):
        """Let everything end that is ending."""
        await self.caretaker.look_round()
        while self.caretaker._stopping:
            await asyncio.wait(self.caretaker._stopping.values())


def at_home(test, **limits):
    async def inside():
        await asyncio.wait_for(test(House(**limits)), 10)

    run_apart(inside())


def test_whoever_comes_when_all_places_are_taken_waits_and_is_let_in():
    async def test(house):
        first, _ = await house.come_to_stay("a")
        await house.come_to_stay("b")
        assert await house.come("c") == Wait(0)
        assert await house.come("d") == Wait(0), "who has asked once may never come back"
        assert [await house.come(who) for who in "cd"] == [Wait(0), Wait(1)]
        house.caretaker.let_go(first)
        await house.settle()
        assert await house.come("d") == Wait(1), "it is not its turn"
        assert await house.come("e") == Wait(2)
        assert await house.come("c") in house.manager
        assert len(house.manager) == 2
        assert await house.come("d") == Wait(0), "nobody is ahead any more"

    at_home(test)


def test_looking_takes_nothing():
    async def test(house):
        first, _ = await house.come_to_stay("a")
        await house.come_to_stay("b")
        assert house.caretaker.look("c", "p", 20) == Wait(0)
        house.caretaker.let_go(first)
        await house.settle()
        assert house.caretaker.look("c", "p", 20) is None
        assert len(house.caretaker.lives) == 1
        assert await house.come("c") in house.manager

    at_home(test)


def test_a_page_that_is_loaded_again_has_its_own_place_before_all_who_wait():
    async def test(house):
        first, wire = await house.come_to_stay("a")
        await house.come_to_stay("b")
        await house.come("c")
        await house.come("c")
        house.caretaker.lives.closed(first)
        house.caretaker.broke_off(first, wire)
        again = await house.come("a")
        assert again in house.manager
        assert first not in house.manager
        assert len(house.manager) == 2
        assert await house.come("c") == Wait(0)

    at_home(test)


def test_many_refreshes_of_one_browser_hold_no_more_than_it_may():
    async def test(house):
        for _ in range(200):
            await house.come("a")
            house.clock.wait(1)
        assert len(house.manager) == len(house.caretaker.lives) == 3
        for name in "bc":
            await house.come_to_stay(name)

    at_home(test, kernels=5, kernels_of_browser=3)


def test_a_browser_with_too_many_pages_open_is_told_so_and_keeps_nobody_waiting():
    async def test(house):
        (first, _), *_ = [await house.come_to_stay("a", page) for page in "xyz"]
        for _ in range(3):
            assert await house.come("a") == Wait(0, has_too_many=True)
        assert len(house.caretaker.tickets) == 0
        house.caretaker.let_go(first)
        await house.settle()
        assert await house.come("a") in house.manager

    at_home(test, kernels=9, kernels_of_browser=3)


def test_after_a_flood_of_single_requests_somebody_real_is_let_in():
    async def test(house):
        for number in range(2000):
            await house.come(f"once {number}")
        assert len(house.manager) == 2
        house.clock.wait(1)
        assert await house.come("a") == Wait(0)
        assert await house.come("a") in house.manager, "pages that nobody has opened for long give way"
        assert len(house.manager) == 2

    at_home(test)


def test_only_so_many_start_at_a_time_and_in_their_order():
    async def test(house):
        house.manager.may_start.clear()
        coming = [asyncio.create_task(house.come(str(number))) for number in range(20)]
        await asyncio.sleep(0)
        house.manager.may_start.set()
        started = await asyncio.gather(*coming)
        assert list(house.manager) == started
        assert house.manager.most_at_once == 3

    at_home(test, kernels=20, starts=3)


def test_a_kernel_that_is_let_go_before_its_turn_never_starts():
    async def test(house):
        house.manager.may_start.clear()
        first, second = (asyncio.create_task(house.come(who)) for who in "ab")
        await asyncio.sleep(0)
        waiting = list(house.caretaker.lives._lives)[1]
        house.caretaker.let_go(waiting)
        house.manager.may_start.set()
        await first
        with pytest.raises(LetGo):
            await second
        await house.settle()
        assert list(house.manager) == list(house.caretaker.lives._lives) == [first.result()]

    at_home(test, starts=1)


def test_a_start_that_fails_gives_its_place_back():
    async def test(house):
        house.manager.fails = True
        for _ in range(3):
            with pytest.raises(RuntimeError):
                await house.come("a")
        assert len(house.caretaker.lives) == 0

    at_home(test)


def test_a_kernel_that_has_died_is_forgotten_and_its_page_told():
    async def test(house):
        kernel_id, wire = await house.come_to_stay("a")
        other, _ = await house.come_to_stay("b")
        house.manager[kernel_id].lives = False
        await house.settle()
        assert list(house.manager) == [other]
        assert wire.code == GONE
        assert not house.caretaker.opened(kernel_id, Wire())

    at_home(test)


def test_a_kernel_that_goes_while_others_are_looked_at_is_no_trouble():
    async def test(house):
        first, _ = await house.come_to_stay("a")
        second, _ = await house.come_to_stay("b")

        async def is_alive():
            house.caretaker.let_go(second)
            del house.manager[second]
            return True

        house.manager[first].is_alive = is_alive
        await house.caretaker.look_round()

    at_home(test)


def test_a_kernel_whose_time_has_come_ends_and_its_page_is_told():
    async def test(house):
        _, wire = await house.come_to_stay("a")
        house.clock.wait(house.caretaker.limits.patience.idle)
        await house.settle()
        assert not house.manager
        assert wire.code == GONE

    at_home(test)


def test_one_kernel_s_trouble_frees_its_place_all_the_same():
    async def test(house):
        await house.come_to_stay("a")

        async def fails(*_, **__):
            raise RuntimeError

        house.manager.shutdown_kernel = fails
        house.manager.remove_kernel = house.manager.pop
        house.clock.wait(10**6)
        await house.settle()
        assert len(house.caretaker.lives) == len(house.manager) == 0

    at_home(test)


def test_every_page_is_told_that_the_server_stops():
    async def test(house):
        pages = [await house.come_to_stay(who) for who in "ab"]
        telling = asyncio.create_task(house.caretaker.tell_all(60))
        await asyncio.sleep(0)
        assert [wire.code for _, wire in pages] == [GOING_AWAY, GOING_AWAY]
        for kernel_id, wire in pages:
            house.caretaker.broke_off(kernel_id, wire)
        await telling

    at_home(test)


def test_a_page_that_never_hears_holds_nobody_up():
    async def test(house):
        await house.come_to_stay("a")
        await house.caretaker.tell_all(0.01)

    at_home(test)


def test_looking_round_goes_on_after_trouble(monkeypatch):
    async def test(house):
        monkeypatch.setattr(module, "LOOK_EVERY", 0)
        seen = []

        async def look_round():
            seen.append(1)
            if len(seen) == 3:
                watching.cancel()
            raise RuntimeError

        house.caretaker.look_round = look_round
        watching = asyncio.create_task(house.caretaker.watch())
        with pytest.raises(asyncio.CancelledError):
            await watching
        assert len(seen) == 3

    at_home(test)


def test_a_place_names_the_kernel_that_has_to_end_first():
    async def test(house):
        first = await house.come("a")
        await house.come("b")
        house.caretaker.lives.closed(first)
        place = house.caretaker.admit("a", "p", 20)
        assert isinstance(place, Place)
        assert first in house.manager
        await house.caretaker.start(place, "python3")
        assert first not in house.manager
        assert len(house.manager) == 2

    at_home(test)
