"""The general figure of a scalar claim: its slack over the domain, where both sides are equal, where the claim breaks.

For `left <= right` the slack is `right - left`: the claim holds where it is at least 0. The figure is computed when the
record is made, from the batched evaluation in float64, without chance: the same claim gives the same figure. It shows,
it proves nothing; what rounding cannot tell from 0 is drawn as 0.

Main function: `slack_figures`.
"""

from proofs_check.slack.figures import slack_figures

__all__ = ["slack_figures"]
