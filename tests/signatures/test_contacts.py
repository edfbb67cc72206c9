"""Ways to reach a person, in what they wrote: what is left out of it, and what stays."""

from __future__ import annotations

import time

import pytest

from campaignkit.signatures.contacts import MARKS, without_contacts

ADDRESSES = """\
private @ home.example
secret(at)home.example
a.b [at] c [dot] org
ana AT home DOT org
ana at home dot example
ana at gmail.com
x＠y.org
bo . ng @ example.org
ana(arroba)gmail.com
ana@x.org
ana@localhost
ana@home . example""".splitlines()
NUMBERS = """\
(555) 123-4567
+44 20 7946 0958
+1 (555) 123-4567
555 123 4567
555.123.4567
5551234567
555-0100
06 12 34 56 78
0151/2345678
612 345 678""".splitlines()
STAYS = """\
I have walked there since 2019-06-12, or 12.06.2019, or 6/12/2019.
In 1990-2020 there were 1 200 000 people, later 1,200,000 or 10 000 000.
We live in 60098-1234, at $3.50 an hour.
I met her @ noon. We went home.
We stood @ the gate. Nobody came.
At the dot com boom we met (at) noon. Then we bought at amazon.com.
He (a) said yes. No room 12-14 in section 1.2.3.4.""".splitlines()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_left_out_however_it_is_spelled(address: str) -> None:
    assert without_contacts(f"Write: {address}, please.") == (f"Write: {MARKS['en'][0]}, please.", 1, 0)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_telephone_number_is_left_out(number: str) -> None:
    assert without_contacts(f"Ring {number}.", "es-MX") == (f"Ring {MARKS['es'][1]}.", 0, 1)


def test_digits_after_a_word_for_the_telephone_are_a_number() -> None:
    assert without_contacts("Tel. 123 4567, whatsapp: 12345678").numbers == 2


@pytest.mark.parametrize("text", STAYS)
def test_everything_else_stays(text: str) -> None:
    assert without_contacts(text) == (text, 0, 0)


@pytest.mark.parametrize("part", ["a", "a.", "a . ", "1 ", "a@", "a (at) ", "@", "a dot ", "-", "a at ", "(", "[at"])
def test_it_is_read_in_a_moment(part: str) -> None:
    began = time.perf_counter()
    without_contacts(part * (10_000 // len(part)))
    assert time.perf_counter() - began < 3
