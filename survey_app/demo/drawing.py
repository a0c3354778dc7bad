"""Drawing: facts, leanings and answers by chance, for a whole crowd at once, as a rule says."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from survey_app.demo.crowd import BLANK, NOT_ASKED, Crowd, Mask, Odds, Picked, Places, Ticked, whom
from survey_app.demo.model import Rule

UNNAMED_WEIGHT: Final = 1.0
UNNAMED_TICK: Final = 0.02
"""What stands for codes that a rule does not name, so that an edited questionnaire is still answered."""

LEAST: Final = 1e-9
"""Instead of no chance at all, whose logarithm there is not."""


def draw_person(crowd: Crowd, key: str, rule: Rule) -> None:
    """Draw a leaning, where the rule has a spread, or a fact."""
    if rule.spread:
        drawn = crowd.random.normal(scale=rule.spread, size=crowd.size)
        crowd.leanings[key] = drawn + _tendency(crowd, rule, ("",), np.ones(1))[:, 0]
    else:
        codes = tuple(rule.weights)
        crowd.picked[key] = Picked(codes, _pick(crowd, rule, codes, np.zeros(len(codes))))


def draw_one(
    crowd: Crowd, key: str, rule: Rule, codes: tuple[str, ...], scores: Sequence[float | None], offered: Sequence[Mask]
) -> None:
    """Draw one answer each. `scores` and `offered` go with the codes; who is offered nothing leaves it blank."""
    odds = _pick_odds(crowd, rule, codes, _centred(scores))
    for place, mask in enumerate(offered):
        odds[~mask, place] = -np.inf
    places = _likeliest(crowd, odds)
    places[np.isneginf(odds).all(axis=1)] = BLANK
    crowd.picked[key] = Picked(codes, places)


def draw_many(
    crowd: Crowd,
    key: str,
    rule: Rule,
    codes: tuple[str, ...],
    alone: Mapping[str, bool],
    most: int,
    offered: Sequence[Mask],
) -> None:
    """Draw ticks. `alone` are the codes that go with no other, and whether who ticks nothing means this one."""
    together = [place for place, code in enumerate(codes) if code not in alone]
    shares = np.array([rule.ticks.get(codes[place], UNNAMED_TICK) for place in together])
    chances = _share(shares, _tendency(crowd, rule, [codes[place] for place in together], np.ones(len(together))))
    ticks = np.zeros((crowd.size, len(codes)), dtype=np.bool_)
    ticks[:, together] = crowd.random.random(chances.shape) < chances
    ticks &= np.stack(offered, axis=1)
    if most:
        _leave_at_most(crowd, ticks, most)
    for code, meant in alone.items():
        share = np.array([rule.alone.get(code, 0.0)])
        chosen = crowd.random.random(crowd.size) < _share(share, _tendency(crowd, rule, [code], np.zeros(1)))[:, 0]
        if meant:
            chosen |= ~ticks.any(axis=1)
        ticks[chosen] = False
        ticks[chosen, codes.index(code)] = True
    crowd.ticked[key] = Ticked(codes, ticks, crowd.everybody())


def untick_too_few(crowd: Crowd, key: str, alone: Mapping[str, bool], least: int) -> None:
    """Untick everything of those who ticked fewer than they may, exclusive options apart."""
    many = crowd.ticked[key]
    together = [place for place, code in enumerate(many.codes) if code not in alone]
    counted = many.ticks[:, together].sum(axis=1)
    many.ticks[(counted > 0) & (counted < least)] = False


def draw_ranking(
    crowd: Crowd, key: str, rule: Rule, codes: tuple[str, ...], count: int, offered: Sequence[Mask]
) -> None:
    """Draw an order each: the first is drawn as one answer is, the next among what is left, and so on."""
    odds = _pick_odds(crowd, rule, codes, np.zeros(len(codes)))
    for place, mask in enumerate(offered):
        odds[~mask, place] = -np.inf
    noisy = odds + crowd.random.gumbel(size=odds.shape)
    ordered = np.argsort(-noisy, axis=1)
    for place in range(count):
        places = ordered[:, place].copy()
        places[np.isneginf(np.take_along_axis(odds, ordered[:, place : place + 1], axis=1)[:, 0])] = BLANK
        crowd.picked[f"{key}.{place + 1}"] = Picked(codes, places)


def who_types(crowd: Crowd, rule: Rule) -> Mask:
    """Who types something."""
    chances = _share(np.array([rule.share]), _tendency(crowd, rule, ["typed"], np.ones(1)))
    found: Mask = crowd.random.random(crowd.size) < chances[:, 0]
    return found


def leave_out(crowd: Crowd, key: str, asked: Mask, blank: Mask) -> None:
    """Take an answer from those who were not asked, and from those who leave it blank."""
    if (one := crowd.picked.get(key)) is not None:
        one.places[blank] = BLANK
        one.places[~asked] = NOT_ASKED
    if (many := crowd.ticked.get(key)) is not None:
        many.ticks[blank | ~asked] = False
        many.asked[~asked] = False
    if (numbers := crowd.numbers.get(key)) is not None:
        numbers[blank | ~asked] = np.nan


def pick_among(crowd: Crowd, weights: Odds) -> Places:
    """For each person one place by the weights of their row; at least one of each row is above 0."""
    return _likeliest(crowd, np.log(np.maximum(weights, LEAST)))


def _pick(crowd: Crowd, rule: Rule, codes: tuple[str, ...], scores: Odds) -> Places:
    return _likeliest(crowd, _pick_odds(crowd, rule, codes, scores))


def _pick_odds(crowd: Crowd, rule: Rule, codes: tuple[str, ...], scores: Odds) -> Odds:
    """The logarithm of each code's weight for each person; minus infinity where it cannot be."""
    weights = np.array([0.0 if rule.copies else UNNAMED_WEIGHT] * len(codes))
    for place, code in enumerate(codes):
        weights[place] = rule.weights.get(code, weights[place])
    rows = np.tile(weights, (crowd.size, 1))
    if rule.copies:
        copied = crowd.picked[rule.copies]
        own = np.array([codes.index(code) if code in codes else BLANK for code in copied.codes])[copied.places]
        known = own >= 0
        rows[known, own[known]] = max(100.0 - sum(rule.weights.values()), LEAST)
    with np.errstate(divide="ignore"):
        odds: Odds = np.log(rows) + _tendency(crowd, rule, codes, scores)
    return odds


def _likeliest(crowd: Crowd, odds: Odds) -> Places:
    """A draw from each row's odds (the Gumbel trick: the largest of odds plus noise)."""
    places: Places = np.argmax(odds + crowd.random.gumbel(size=odds.shape), axis=1)
    return places


def _tendency(crowd: Crowd, rule: Rule, codes: Sequence[str], scores: Odds) -> Odds:
    """What leanings and shifts add to the log odds of each code for each person."""
    added = np.zeros((crowd.size, len(codes)))
    for leaning, much in rule.lean.items():
        slope = scores * much if isinstance(much, float | int) else np.array([much.get(code, 0.0) for code in codes])
        added += np.outer(crowd.leanings[leaning], slope)
    for shift in rule.shift:
        times = np.log([max(shift.times.get(code, 1.0), LEAST) for code in codes])
        added[whom(shift.when, crowd)] += times + shift.by
    return added


def _share(shares: Odds, added: Odds) -> Odds:
    """Shares of people moved by so much in log odds."""
    kept = np.clip(shares, LEAST, 1 - LEAST)
    moved: Odds = 1 / (1 + np.exp(-(np.log(kept / (1 - kept)) + added)))
    return np.where(shares > 0, moved, 0.0)


def _centred(scores: Sequence[float | None]) -> Odds:
    """Scores about their mean; an option without one leans neither way."""
    known = [score for score in scores if score is not None]
    middle = sum(known) / len(known) if known else 0.0
    return np.array([0.0 if score is None else score - middle for score in scores])


def _leave_at_most(crowd: Crowd, ticks: Mask, most: int) -> None:
    """Untick, by chance, what is more than may be ticked."""
    ranks = np.where(ticks, crowd.random.random(ticks.shape), 2.0).argsort(axis=1).argsort(axis=1)
    ticks &= ranks < most
