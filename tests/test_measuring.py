"""What the rules on figures say to one sentence of a draft, given a sentence or two of a source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from campaignkit.checks import RULES, check_case
from campaignkit.checks.amounts import amount_of
from campaignkit.checks.case import Case
from campaignkit.checks.draft import Draft
from campaignkit.checks.known import Figures, known_figures
from campaignkit.checks.library import Library, Passage
from campaignkit.checks.rivals import rival_figures
from campaignkit.checks.votes import find_votes
from campaignkit.figures import find_quantities

FIGURES = [rule for name, rule in RULES.items() if name.startswith("figure-")]


def library(*texts: str) -> Library:
    passages = (Passage(f"source-{number}", f"Source {number}", text) for number, text in enumerate(texts, 1))
    return Library(tuple(passages), None, complete=True)


def found(draft: str, *sources: str) -> list[str]:
    """Return the rules that report an error or a warning, with the words they report."""
    report = check_case(Case(Draft(draft), library(*sources), date(2024, 1, 1)), FIGURES)
    return [f"{one.rule}: {one.text}" for one in report.findings if one.severity != "info"]


LENT = "The library lends more than 1,900 tools a year."
MILL = (
    "The Harrow Mill employs 640 people. In 2022 its owner, Tessel Group, counted 212 injuries, of which 61 were "
    "serious, against 180 injuries in 2021. The mill uses 4.8 million litres of water a day, about 31 percent of it "
    "from the River Lode. Inspectors found 47 of 120 machines without a guard on the blade."
)
SPEED = "In the morning the bus takes 14 minutes, against 22 before. A ticket costs $2.75 in Harrow."

DEGREES = "At Harrow the water reached 114 degrees. At Lode it reached 107 degrees."
OFFICERS = "68 percent felt ill, and 41 percent had considered leaving."
FUND = "The fund paid $480,000 in 2021 and $1.2 million in 2022."

# draft, source, what is reported
SAID = [
    # the same measure with another value
    ("The Harrow Mill employs 460 people.", MILL, ["figure-mismatch: 460 people"]),
    ("The Harrow Mill employs 640 people.", MILL, []),
    ("The mill uses 8.4 million litres of water a day.", MILL, ["figure-mismatch: 8.4 million litres of water"]),
    ("The mill uses nearly five million litres of water a day.", MILL, []),
    ("In 2022 Tessel counted 212 injuries, of which 16 were serious.", MILL, ["figure-mismatch: 16"]),
    ("In 2022 Tessel counted 212 injuries, of which 61 were serious.", MILL, []),
    # a number that is another thing's
    ("In 2021 Tessel Group counted 180 serious injuries.", "180 injuries in 2021, 61 serious injuries in 2021.",
     ["figure-mismatch: 180 serious injuries"]),
    ("In 2021 Tessel Group counted 180 injuries.", "180 injuries in 2021, 61 serious injuries in 2021.", []),
    ("120 machines have no guard on the blade.", MILL, ["figure-mismatch: 120 machines"]),
    ("Inspectors looked at 120 machines.", MILL, []),
    ("Of 120 machines, inspectors found 47 without a guard.", MILL, []),
    ("In 2022 Tessel Group counted 180 injuries in 2022.", "It had 212 injuries in 2022, 180 injuries in 2021.",
     ["figure-mismatch: 180 injuries"]),
    ("In 2021 Tessel Group counted 180 injuries in 2021.", "It had 212 injuries in 2022, 180 injuries in 2021.", []),
    ("It serves 900 dinners.", "It serves 900 lunches and 300 dinners a day.", ["figure-mismatch: 900 dinners"]),
    ("It serves 300 dinners.", "It serves 900 lunches and 300 dinners a day.", []),
    ("At Lode the water reached 114 degrees.", DEGREES,
     ["figure-mismatch: 114 degrees"]),
    ("At Lode the water reached 107 degrees.", DEGREES,
     []),
    ("Of the officers, 68 percent had considered leaving.", OFFICERS, ["figure-mismatch: 68 percent"]),
    ("Of the officers, 68 percent felt ill.", OFFICERS, []),
    # a bound that nobody would take for the source's number, and those that people do
    ("The library lends more than 1,700 tools a year.", LENT, ["figure-mismatch: more than 1,700 tools"]),
    ("The library lends over 1,850 tools a year.", LENT, ["figure-mismatch: over 1,850 tools"]),
    ("The library lends more than 1,500 tools a year.", LENT, []),
    ("The library lends over 1,900 tools a year.", LENT, []),
    ("The library lends over 1,300 tools a year.", "The library lends over 1,350 tools a year.", []),
    ("The library lends over 1,000 tools a year.", "The library lends over 1,350 tools a year.", []),
    ("The library lends over 1,200 tools a year.", "The library lends over 1,350 tools a year.",
     ["figure-mismatch: over 1,200 tools"]),
    ("At least nine schools closed.", "At least 12 schools closed.", []),
    # what follows from a source
    ("Only 73 of the 120 machines have a guard.", MILL, []),
    ("That is $60 million over two years.", "He asks for $30 million a year for two years, $60 million in all.", []),
    ("It is $11,000 a month, $132,000 a year.", "Water costs the town $11,000 a month.", []),
    ("At $250 a route, 40 late routes make $10,000.", "The credit is $250 for a late route.", []),
    ("Four in ten of the machines had no guard, or 39 percent.", MILL, []),
    ("Between 2021 and 2022 injuries rose from 180 to 212, that is by 18 percent.", MILL, []),
    ("Between 2021 and 2022 injuries rose from 180 to 212, that is by 28 percent.", MILL,
     ["figure-unsupported: 28 percent"]),
    ("The fund paid $480,000 and $1.2 million, which makes $1.68 million.", FUND, []),
    ("The fund went from $480,000 to $1.2 million, an increase of $720,000.", FUND, []),
    ("The fund paid $480,000 and $1.2 million, which makes $1.86 million.", FUND, ["figure-mismatch: $1.86 million"]),
    ("For the town of Harrow it comes to $105 million.", MILL, []),  # the writer's own reckoning
    ("The town of Harrow pays $105 million.", MILL, ["figure-unsupported: $105 million"]),
    ("Injuries rose by 32, from 180 in 2021 to 212 in 2022.", MILL, []),
    ("The bus is 8 minutes faster in the morning.", SPEED, []),
    ("Ten tickets at $2.75 come to $27.50 in Harrow.", SPEED, []),
    ("The permit runs for twelve months.", "The permit runs for one year.", []),
    ("The permit for the mill runs for 24 months.", "The permit for the mill runs for one year.",
     ["figure-mismatch: 24 months"]),
    ("More than 600 people work at the Harrow Mill.", MILL, []),
    ("The Harrow Mill employs over 700 people.", MILL, ["figure-mismatch: over 700 people"]),
    # bounds
    ("Exactly 31 percent of the water is from the River Lode.", MILL, ["figure-qualifier: Exactly 31 percent"]),
    ("About 31 percent of the water is from the River Lode.", MILL, []),
    ("The level was above 15 ppb at Harrow.", "The limit is 15 ppb. At Harrow it was exceeded.", []),
    ("It allows $60 at most.", "The contract allows no more than $60.", []),
    # what no source gives
    ("Tessel Group paid $17 million to settle lawsuits.", MILL, ["figure-unsupported: $17 million"]),
    ("In Harrow 52 percent of the children have asthma.", MILL, ["figure-unsupported: 52 percent"]),
    ("According to the town of Harrow, 52 percent of them have asthma.", MILL, ["figure-unsupported: 52 percent"]),
    ("Last year 17 residents of Harrow died of it.", MILL, ["figure-unsupported: 17 residents of Harrow"]),
    # what is nobody's business but the sender's
    ("We stuffed 900 envelopes, and our 44 volunteers ate 12 pizzas.", MILL, []),
    ("I have worked there for 22 years and lost $4,300 in wages.", MILL, []),
    ("Please give $25, or raise $15,000 with us by Friday.", MILL, []),
    ("The branch demands £15 an hour and a guard for every 8 machines.", MILL, []),
    ("There are a thousand reasons, and I know 9 of them.", MILL, []),
    ("Bring 2 chairs, 1 lamp and a 15-amp cable to Room 4 at 9.10 pm.", MILL, []),
    ("The vigil (28 present) lasted 90 minutes.", MILL, []),
    ("1/ It is time.\n\n2/ It is late.", MILL, []),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "source", "reported"), SAID)
def test_a_sentence_before_a_source(draft: str, source: str, reported: list[str]) -> None:
    assert found(draft, source) == reported


TABLE = """
| Town | Visits to the site | Breaches found |
| --- | --- | --- |
| Harrow | 9 | 14 |
| Lode | 31 | 2 |
"""


@pytest.mark.parametrize(
    ("draft", "reported"),
    [
        ("Inspectors found 14 breaches at Harrow.", []),
        ("Inspectors found 9 breaches at Harrow.", ["figure-mismatch: 9 breaches"]),
        ("At Lode there were 31 visits.", []),
        ("At Lode there were 9 visits.", ["figure-mismatch: 9 visits"]),
    ],
)
def test_a_table_says_what_its_numbers_count(draft: str, reported: list[str]) -> None:
    assert found(draft, TABLE) == reported


VOTES = "The council voted 7 to 2 for the mill.\n\nThe motion to close the school failed, 4 to 5."


@pytest.mark.parametrize(
    ("draft", "reported"),
    [
        ("The council voted 7-2 for the mill.", []),
        ("By 7 votes to 2 the council approved the mill.", []),
        ("The council voted 6 to 3 for the mill.", ["figure-mismatch: 6 to 3"]),
        ("The motion to close the school failed by a vote of 5–4.", []),
        ("The council voted 5 to 4 for the mill, and that was that for the council.", ["figure-mismatch: 5 to 4"]),
        ("Harrow won the match 3-2.", []),
        ("Our branch adopted this resolution by 41 votes to 0.", []),
    ],
)
def test_a_vote_is_one_figure(draft: str, reported: list[str]) -> None:
    assert found(draft, VOTES) == reported


def test_a_vote_needs_a_word_for_voting_and_no_bounds() -> None:
    for text in ("It rose from 4 to 5.", "They won 3-2 at home.", "It passed between 3 and over 5 hands."):
        assert list(find_votes(text, find_quantities(text))) == []


RIVALS = [
    "New pipes would cost $4.6 million, the district says. The teachers' union puts it at $6.1 million.",
    "Six of the posts are vacant, the union says; the company says two.",
    "The trust counted 3,000 dead fish over 4.5 miles. The inspectorate puts the number at 1,140.",
    "Some 14,000 tenants live there by the city's count. The union says the number is over 20,000.",
]
NO_RIVALS = [
    "New pipes would cost $4.6 million. The district has $6.1 million in the bank.",
    "Six of the posts are vacant. The company says two things about it.",
    "The trust counted 3,000 dead fish.\n\nThe inspectorate puts the number of visits at 12.",
    "Of 14,000 tenants it has visited 20.",
]


@pytest.mark.parametrize("text", RIVALS)
def test_two_estimates_of_one_source_are_rivals(text: str) -> None:
    assert len(rival_figures(library(text))) == 2


@pytest.mark.parametrize("text", NO_RIVALS)
def test_two_figures_of_one_source_are_no_rivals(text: str) -> None:
    assert rival_figures(library(text)) == {}


@pytest.mark.parametrize(
    ("draft", "reported"),
    [
        ("New pipes would cost $6.1 million.", ["figure-conflict: $6.1 million"]),
        ("New pipes would cost $6.1 million, the union says.", []),
        ("New pipes would cost $6.1 million. The district speaks of $4.6 million.", []),
        ("New pipes would cost between $4.6 million and $6.1 million.", []),
    ],
)
def test_rivals_are_a_conflict_where_the_draft_names_neither(draft: str, reported: list[str]) -> None:
    assert found(draft, RIVALS[0]) == reported


@pytest.mark.parametrize(
    ("second", "conflict"),
    [
        ("Lorries would make up to 220 movements on a working day.", True),
        ("The quarry counted 220 lorry movements in 2016, and 130 in 2015.", False),  # another time
        ("In all, 9,000 lorry movements were counted on the road to the coast.", False),  # another thing
    ],
)
def test_two_sources_are_in_conflict_over_one_thing_at_one_time(second: str, conflict: bool) -> None:
    first = "There will be no more than 200 lorry movements a day in 2023."
    reported = found("There will be no more than 200 lorry movements a day.", first, second)
    assert bool(reported) is conflict


# text, scale, value
AMOUNTS = [
    ("one in five homes", "%", "20"),
    ("20 percent", "%", "20"),
    ("one year", "months", "12"),
    ("two decades", "months", "240"),
    ("48 hours", "seconds", "172800"),
    ("two days", "seconds", "172800"),
    ("$3 million", "usd", "3000000"),
    ("640 people", "count", "640"),
]


@pytest.mark.parametrize(("text", "scale", "value"), AMOUNTS)
def test_amounts_can_be_compared_whatever_their_words(text: str, scale: str, value: str) -> None:
    [quantity] = find_quantities(text)
    assert amount_of(quantity)[:2] == (scale, Decimal(value))


# The index.


def figures(*texts: str) -> Figures:
    return known_figures(library(*texts))


def test_figures_are_found_by_value_and_by_unit() -> None:
    index = figures("It has 640 people, 12 mills and 12 percent of the trade.", "It has 12 people.")
    assert [one.words for one in index.between("count", Decimal(12), Decimal(12))] == ["12 mills", "12 people"]
    assert [one.words for one in index.of_unit("count", "person")] == ["12 people", "640 people"]
    assert [one.words for one in index.of_unit("%", "%")] == ["12 percent"]
    assert index.of_unit("count", "horse") == []


def test_the_nearest_figures_come_first() -> None:
    index = figures("The old mill has 3 doors. The red barn by the river has 5 doors. A cart has 7 doors.")
    nearest = index.nearest("count", "door", frozenset(["red", "barn", "mill"]))
    assert [one.words for one in nearest] == ["5 doors", "3 doors"]


def test_a_count_of_a_whole_gives_the_whole_and_the_share() -> None:
    parts = [f"{one.part} {one.amount.value:f}" for one in figures("30 of 120 homes are damp.").all]
    assert parts == [" 30", "whole 120", "share 25"]


def test_a_figure_meets_few_of_a_large_library() -> None:
    """No clock is read: what is looked at is counted."""
    many = " ".join(f"The hall number{chr(97 + n % 26)} of town has {n} seats today." for n in range(100, 3000))
    index = figures(many)
    assert len(list(index.nearest("count", "seat", frozenset(["hall", "town", "today"])))) < 100


# Figures of two matters.

PLANT = (
    "The plant at Lode tested 48 wells. Nine of the wells had too much nitrate. Of the fee, 22 percent goes to the "
    "town and the remainder to the county. It answered 31 percent of complaints within 30 days. "
    "A permit costs $140 a month. "
    "The vat is 7 feet 6 inches high. The rule forbids digging when the water is above 10 feet."
)
STAFF = "Marta Quill, 61, says her 9-year-old granddaughter was in hospital in Lode for 4 days."
PLANT_TRIAL = "The alarm found 83 percent of leaks in the trial. It also raised a false alarm on one round in six."
OWNED = "Tessel owns 214 freight wagons. An order of the court hit 700 committed activists in the county of Lode."
LEFT = "The wagon was allegedly 340 feet from the gate, according to a report that the quarry filed with the county."

TWO_MATTERS = [
    # the rest of a whole, a part of one
    ("Of the fee, 22 percent goes to the town; the other 78 percent goes to the county.", PLANT, []),
    ("It did not answer 69 percent of complaints within 30 days.", PLANT, []),
    ("It answered 69 percent of complaints within 30 days.", PLANT, ["figure-mismatch: 69 percent"]),
    ("Nine of 48 wells had too much nitrate.", PLANT, []),
    ("Nineteen of 48 wells had too much nitrate.", PLANT, ["figure-mismatch: Nineteen of 48 wells"]),
    ("Nine of 84 wells had too much nitrate.", PLANT, ["figure-mismatch: Nine of 84 wells"]),
    ("A permit costs $1,680 a year.", PLANT, []),
    ("A permit costs $240 a month.", PLANT, ["figure-mismatch: $240"]),
    ("The vat is 90 inches high.", PLANT, []),
    ("The limit for digging is 10 feet of water.", PLANT, []),
    ("Of those, 78 wells were lost: 126 were closed and 48 were new wells.", PLANT, []),
    ("A permit costs half of that if it is paid early.", "More than half of the clerks left, they say.", []),
    ("In the trial it raised a false alarm in 83 percent of rounds.", PLANT_TRIAL, ["figure-mismatch: 83 percent"]),
    ("In the trial it found 83 percent of the leaks.", PLANT_TRIAL, []),
    # told as somebody's mistake
    ("It was not 84 wells that the plant at Lode tested, but 48.", PLANT, []),
    ("The paper first wrote that the plant at Lode tested 84 wells.", PLANT, []),
    ("An early version of this said that the plant at Lode tested 84 wells.", PLANT, []),
    ("The plant at Lode tested 84 wells. I do not say how.", PLANT, ["figure-mismatch: 84 wells"]),
    # other things, other people
    ("My 11-year-old was in hospital, and her aunt for 3 weeks.", STAFF, []),
    ("Marta Quill's 19-year-old granddaughter was in hospital.", STAFF, ["figure-mismatch: 19-year-old"]),
    ("In the ward, 81 per cent of people over 65 were asked.", STAFF, ["figure-unsupported: 81 per cent"]),
    ("Three activists in the county wore white.", OWNED, []),
    ("In Brannock, Mayor Odell Price gave Hollis Creek $2.9 million for the court of the county.",
     "In Lode the court of the county got $3.1 million.", ["figure-unsupported: $2.9 million"]),
    ("In Lode, Mayor Odell Price gave $2.9 million for the court of the county.",
     "In Lode Mayor Odell Price gave the court of the county $3.1 million.", ["figure-mismatch: $2.9 million"]),
    ("For its roof the court of the county got $29 million.", "A court has chairs of $1.1 million in every county.",
     ["figure-unsupported: $29 million"]),
    ("A man with a 12-year-old girl of Lode was in the courtroom.",
     "A man of Lode was given 56 years in prison while a girl of Lode was in the courtroom.", []),
    ("A man of Lode was given 12 years in prison in the courtroom.",
     "A man of Lode was given 56 years in prison while a girl of Lode was in the courtroom.",
     ["figure-mismatch: 12 years"]),
    ("Come at 11:45am or from 9–11am to Lode.", "The hearing at Lode starts at 12.", []),
    ("The quarry's report to the county says that the wagon was 340 feet from the gate.", LEFT, []),
    ("The wagon was 340 feet from the gate.", LEFT, ["figure-qualifier: 340 feet"]),
    ("The closure of the quarry at Lode lasts two years.", "Two years ago Tessel promised a one-year closure of "
     "the quarry at Lode.", ["figure-mismatch: two years"]),
    ("Eighteen members of the Lode Harbour Board were misled.", "It lied to six members of the Lode Harbour Board.",
     ["figure-mismatch: Eighteen members of the Lode Harbour Board"]),
    ("Eighteen members of the Lode Town Council were misled.", "It lied to six members of the Lode Harbour Board.", []),
    # what the sources speak of
    ("By then it had sold 42 freight wagons.", OWNED, ["figure-mismatch: 42 freight wagons"]),
    ("By then it had bought 42 freight wagons.", "Old freight wagons are loud.",
     ["figure-unsupported: 42 freight wagons"]),
    ("“I hope we match it, I do, I do,” she said. The plant at Lode tested 84 wells.", PLANT,
     ["figure-mismatch: 84 wells"]),
    ("Of 186 owners, 121 (65 percent) said so.", OWNED, []),
    ("In the group's own poll of 936 members, 71 percent would tell Tessel.", OWNED, []),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "source", "reported"), TWO_MATTERS)
def test_figures_of_two_matters_are_kept_apart(draft: str, source: str, reported: list[str]) -> None:
    assert found(draft, source) == reported


OUTCOMES = "The council approved the ordinance by a vote of 7 to 2. A motion to delay it failed 3 to 6."


@pytest.mark.parametrize(
    ("draft", "reported"),
    [
        ("The ordinance passed 7-2.", []),
        ("The council rejected a motion to delay it, 6-3, and then approved the ordinance 7-2.", []),
        ("The ordinance passed 6-3.", ["figure-mismatch: 6-3"]),
    ],
)
def test_a_vote_goes_with_its_outcome(draft: str, reported: list[str]) -> None:
    assert found(draft, OUTCOMES) == reported


AT_ODDS = [
    "Tessel partners with over 1,300 county offices.",
    "Tessel has partnered with over 1,350 county offices, as of June.",
    "It covers the records of 1.6 million riders.",
    "Under the contract it gets the records of 1.3 million riders, who were not asked.",
    "Campaigners launched 535 websites. They made 3,000 visits.",
    "Others drove 900 websites to go dark.",
]


@pytest.mark.parametrize(
    ("draft", "reported"),
    [
        ("Tessel partners with over 1,300 county offices.", ["figure-conflict: over 1,300 county offices"]),
        ("Tessel partners with over 1,300 county offices, source 1 says.", []),
        ("Tessel partners with over 1,300 county offices; another count is over 1,350.", []),
        ("Tessel partners with well over a thousand county offices.", []),
        ("It covers the records of 1.6 million riders.", ["figure-conflict: 1.6 million riders"]),
        ("It covers the records of more than a million riders.", []),
        ("Campaigners launched 535 websites.", []),
    ],
)
def test_figures_that_stand_alike_in_two_sources_are_at_odds(draft: str, reported: list[str]) -> None:
    assert found(draft, *AT_ODDS) == reported


MEMO = (
    "Traffic on Line 9 fell 18 percent. Of 56 runs sampled, 14 left late. The plan would cut 11 of 34 lines and save "
    "$6.4 million a year. The fare would rise from $1.75 to $2.25. Repairs rose to $19 million, up from $15.2 million."
)


@pytest.mark.parametrize(
    ("draft", "reported"),
    [
        ("Only 23 lines would be left under the plan.", []),
        ("Only 32 lines would be left under the plan, which cuts many.", ["figure-mismatch: 32 lines"]),
        ("Seventy-five percent of the runs sampled on Line 9 left on time.", []),
        ("Repairs on Line 9 rose by $3.8 million.", []),
        ("Repairs on Line 9 rose by $8.3 million.", ["figure-mismatch: $8.3 million"]),
        ("The fare of Line 9 would rise by more than 28 percent.", []),
        ("The fare of Line 9 would rise by more than 38 percent.", ["figure-unsupported: more than 38 percent"]),
        ("The plan would save $6.4 million a year, or about $123,000 a week.", []),
        ("The plan would cut 14 of 34 lines.", ["figure-mismatch: 14 of 34 lines"]),
    ],
)
def test_a_reader_can_add_up_what_one_sentence_of_a_source_says(draft: str, reported: list[str]) -> None:
    assert found(draft, MEMO) == reported


def test_a_figure_that_a_source_takes_back_is_not_given() -> None:
    source = "An earlier version of this story said that 15 lines would be cut. The plan would cut 11 lines."
    assert found("Fifteen lines would be cut.", source) == ["figure-mismatch: Fifteen lines"]
    assert found("Eleven lines would be cut.", source) == []
    assert found("It isn't 15 lines, as the paper first had it.", source) == []


FERRY = "The ferry carries over 300 people a day."
COINS = "The fair cost Rs 40 lakh, and the district spent KSh 312 million on wells. A stall costs the trader Rs 900."
ORCHARD = "The trust has £6.2 million in the bank, of which £2.5 million is not committed."
COUNTED = "A survey in 2021 found 2,140 stalls in the ward, up from 1,650 in 2014."
PRINTED = "Permits have been printed for 1,380 sellers. Up to May, 467 of them had been collected."
HALL = "Those in favour of the plan for the hall? Eight. Against? Three. Carried."
# draft, source, what is reported
UNSEEN = [
    # so many a day, whatever the ending of the verb
    ("The Gazette wrote in March 2024 that the ferry carried over 500 people a day.", FERRY,
     ["figure-mismatch: over 500 people"]),
    ("The ferry — 530 people a day", FERRY, ["figure-mismatch: 530 people"]),
    ("The ferry carried over 300 people a day.", FERRY, []),
    ("The bus carries 80 people a day.", FERRY, []),
    ("The ferry carried 900 people a week.", FERRY, []),
    # other money
    ("The fair cost four million rupees.", COINS, []),
    ("The fair cost ₹4 million.", COINS, []),
    ("The fair cost Rs 60 lakh.", COINS, ["figure-mismatch: Rs 60 lakh"]),
    ("The district spent about KSh 310 million.", COINS, []),
    ("Last Sunday's collection: KSh 23,860. The choir fund holds KSh 212,000.", COINS, []),
    # a part told of the whole, another year, another lead
    ("The trust has £6.2 million that is not committed.", ORCHARD, ["figure-mismatch: £6.2 million"]),
    ("The trust has £2.5 million that is not committed.", ORCHARD, []),
    ("The trust has £6.2 million in the bank.", ORCHARD, []),
    ("In 2021 the survey found 1,650 stalls in the ward.", COUNTED, ["figure-mismatch: 1,650 stalls"]),
    ("In 2014 there were 1,650 stalls in the ward.", COUNTED, []),
    ("In 2021 the survey found 2,140 stalls in the ward.", COUNTED, []),
    ("Permits have been printed for only 467 of them.", PRINTED, ["figure-mismatch: 467"]),
    ("Of the permits, only 467 had been collected.", PRINTED, []),
    # votes in any words
    ("The plan for the hall won by nine votes to three.", HALL, ["figure-mismatch: nine votes to three"]),
    ("Scrutiny backed plan B by nine votes to three.", HALL, ["figure-mismatch: nine votes to three"]),
    ("Councillors carried it for the hall, 21 votes to 13.", HALL, ["figure-unsupported: 21 votes to 13"]),
    ("The plan for the hall won by eight votes to three.", HALL, []),
    ("We voted fourteen to two for the hall.", HALL, []),
    ("Please vote nine to two for the hall.", HALL, []),
    ("In 2022 there were 610 calls.", "There were 610 calls in 2019 and 940 in 2022.", ["figure-mismatch: 610 calls"]),
    ("In 2019 there were 610 calls.", "There were 610 calls in 2019 and 940 in 2022.", []),
    ("In 2022 there were 940 calls, after 610 calls in 2019.", "There were 610 calls in 2019 and 940 in 2022.", []),
    # who pays
    ("The county will pay 75 per cent of it.", "Of the cost, 75 per cent would be paid by the Department.",
     ["figure-mismatch: 75 per cent"]),
    ("The Department will pay 75 per cent of it.", "Of the cost, 75 per cent would be paid by the Department.", []),
    ("The mill pays £900 a year.", "In rents £900 a year is paid by the mill's owners.", []),
    ("The county will pay 75 per cent of it.", "The county said that 75 per cent would be paid.", []),
    # what is left of a share
    ("Three quarters of the €148,000 came from the state, which leaves €37,000.",
     "The cost was €148,000, of which 75 per cent was paid by the state.", []),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "source", "reported"), UNSEEN)
def test_a_sentence_in_other_words_before_a_source(draft: str, source: str, reported: list[str]) -> None:
    assert found(draft, source) == reported


REGION = """
| | Harrow Shire | State |
| --- | ---: | ---: |
| Machines per 1,000 adults | 11.5 | 8.9 |
| **Losses** | **£1,027,000** | **£9,400,000** |
"""


@pytest.mark.parametrize(
    ("draft", "reported"),
    [
        ("There are 11.5 machines for every 1,000 adults in the shire.", []),
        ("There are 8.9 machines for every 1,000 adults in the state.", []),
        ("There are 8.9 machines for every 1,000 adults in the shire.", ["figure-mismatch: 8.9 machines"]),
        ("Losses in the shire came to just over £1m.", []),
    ],
)
def test_a_number_of_a_table_belongs_to_its_column(draft: str, reported: list[str]) -> None:
    assert found(draft, REGION) == reported


@pytest.mark.parametrize(
    ("draft", "reported"),
    [
        ("Staffed hours have gone from 31 to 16 a week.", ["figure-conflict: 16"]),
        ("Staffed hours have gone from 31 to 16 a week, the union says.", []),
    ],
)
def test_two_sources_tell_of_one_change(draft: str, reported: list[str]) -> None:
    minutes = "Staffed hours would fall from 31 to 19 a week. It is for members aged 16 and over."
    assert found(draft, minutes, "The roster cuts the staffed hours from 31 to 16 a week.") == reported


def test_an_estimate_that_is_put_barely_is_a_rival() -> None:
    story = "The city says that 212 carts were seized. The union puts the number at 340."
    letter = "Your officers removed 340 carts."
    assert found("In one morning 340 carts were seized.", story, letter) == ["figure-conflict: 340 carts"]
    assert found("The union counts 340 carts.", story, letter) == []


def test_the_number_of_another_subject_is_no_rival() -> None:
    text = "The work cost €148,000. The saving in wages was put at €41,000."
    assert rival_figures(library(text)) == {}


@pytest.mark.parametrize(
    ("draft", "reported"),
    [
        ("The company says $5.3 million. That is $1.5 million less than repair.", []),
        ("The company says $5.3 million. That is $1.2 million less than repair.", ["figure-unsupported: $1.2 million"]),
        ("The company says $5.3 million. Repair took $1.5 million.", ["figure-unsupported: $1.5 million"]),
    ],
)
def test_a_difference_may_be_that_from_a_figure_which_the_draft_does_not_name(draft: str, reported: list[str]) -> None:
    removal = "The company says that removal would cost $5.3 million."
    assert found(draft, removal, "Repair to current standards would cost $6.8 million, the state says.") == reported


@pytest.mark.parametrize(
    ("draft", "reported"),
    [
        ("Last May our 34 volunteers counted 1,912 newts below Lode Weir in 19 mornings.", []),
        ("Last May Harrow's volunteers counted 1,912 newts.", ["figure-unsupported: 1,912 newts"]),
        ("Our volunteers counted newts below the Lode Weir, which Harrow closed for 19 mornings.", []),
    ],
)
def test_what_our_people_did_is_our_own_to_the_end_of_the_clause(draft: str, reported: list[str]) -> None:
    assert found(draft, "Harrow closed the Lode Weir in May.") == reported


@pytest.mark.parametrize(
    ("draft", "reported"),
    [
        ("The board's vote on the pilot was not seven to two. It was six to three.", []),
        ("The board voted seven to two for the pilot.", ["figure-mismatch: seven to two"]),
    ],
)
def test_a_vote_that_is_denied_is_no_error(draft: str, reported: list[str]) -> None:
    assert found(draft, "The board voted six to three for the pilot.") == reported


FORCE = "The force recorded 38 thefts from parked lorries in 2023."
OWNERS = "The hauliers say that there were 57 thefts of lorries."
CHOICES = "| Choice | Estimate |\n| --- | --- |\n| Repair | $6.8 million |\n| Removal, with carts | $4.1 million |\n"
INCOME = CHOICES.replace("Estimate", "Income")
REMOVING = "Removing it would cost $5.3 million, Tessel says."
RENTS = "The median rent of a flat rose by 23 percent, according to the Department."


@pytest.mark.parametrize(
    ("draft", "first", "second", "reported"),
    [
        ("There were 57 thefts from parked lorries.", OWNERS, FORCE, ["figure-conflict: 57 thefts"]),
        ("There were 57 thefts from parked lorries, the hauliers say.", OWNERS, FORCE, []),
        ("There were 57 thefts from lorries in the Harbour ward.", OWNERS, FORCE, []),  # of a part
        ("There were 57 thefts from parked lorries in 2021.", OWNERS, FORCE, []),
        ("The removal of the weir would cost $5.3 million.", REMOVING, CHOICES, ["figure-conflict: $5.3 million"]),
        ("The removal of the weir would cost $5.3 million, Tessel says.", REMOVING, CHOICES, []),
        ("The removal of the weir would cost $5.3 million.", REMOVING, INCOME, []),  # another column
        ("Rents have risen by 29 percent.", "It found that rents had risen by 29 percent.", RENTS,
         ["figure-conflict: 29 percent"]),
        ("Rents have risen by 29 percent.", "It found that rents had risen by 29 percent.",
         "The median rent of a flat fell by 23 percent.", []),
        ("Rents have risen by 29 percent.", "It found that rents had risen by 29 percent.",
         "The share of rent in what people spend rose by 23 percent.", []),
    ],
)  # fmt: skip
def test_another_source_may_tell_otherwise_of_the_same(
    draft: str, first: str, second: str, reported: list[str]
) -> None:
    assert found(draft, first, second) == reported
