"""What weights cost: the design effect and the effective number of people (results contract, 17)."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from survey_app.results.weighting.refusals import Cause, Refused

MOST_EFFECT: Final = 2.5
"""Over this design effect no weighted figure is shown."""

FEWEST_EFFECTIVE: Final = 100
"""Under so many effective people in all no weighted figure is shown."""


def effective(weights: NDArray[np.float64]) -> float:
    """The effective number of people of a base, (Σw)²/Σw²; 0 of nobody."""
    squares = float(np.square(weights).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def design_effect(weights: NDArray[np.float64]) -> float:
    """Kish's design effect, n·Σw²/(Σw)²: how many people count as one; 0 of nobody."""
    return weights.size / effective(weights) if weights.size else 0.0


def too_uneven(weights: NDArray[np.float64]) -> Refused | None:
    """Why figures with these weights are not shown; None where they are."""
    effect, people = design_effect(weights), effective(weights)
    if effect > MOST_EFFECT:
        words = (
            f"The weights are too uneven: their design effect is {effect:.2f}, and {MOST_EFFECT:g} is the most. "
            "A few people would speak for many."
        )
        return Refused(Cause.UNEVEN, words)
    if people < FEWEST_EFFECTIVE:
        words = f"With weights these people say as much as {people:.0f} would; {FEWEST_EFFECTIVE} is the fewest."
        return Refused(Cause.FEW_EFFECTIVE, words)
    return None
