"""Hypothesis strategies for optimization: matrices with known spectra, gradient sequences, small networks and data sets.

Every strategy has two forms. `form="exact"` gives arrays of `fractions.Fraction` (NumPy arrays of objects, so that `Q.T @ Q` is
exact): what is promised holds with `==`. `form="float"` gives the same values rounded to float64, entry by entry. Examples shrink to the
simple cases: smallest size, zeros, the identity, small integers.

    @given(positive_definite(n=3, condition=100, form="exact"))
    def test_gradient_step(hessian): ...

`blocks` makes one example of about 1000 instances that NumPy draws from a seed: for tests that need many instances more than edge
cases; see `proofs_check.strategies.instances`. Sizes, condition numbers and the like are given as values or as strategies.

Needs Hypothesis, which is imported nowhere else in this package.
"""

from __future__ import annotations

from proofs_check.strategies.block_draws import (
    gradient_block,
    jordan_near_block,
    non_normal_block,
    orthogonal_block,
    positive_definite_block,
    spectrum_block,
    symmetric_block,
)
from proofs_check.strategies.forms import Form, exact_array, float_array
from proofs_check.strategies.gradients import gradient_sequences
from proofs_check.strategies.instances import Block, Instances, blocks
from proofs_check.strategies.learning import DataSet, Network, data_sets, networks
from proofs_check.strategies.learning_blocks import data_block, layers, network_block
from proofs_check.strategies.matrices import positive_definite, symmetric_matrices, symmetric_with_spectrum
from proofs_check.strategies.non_normal import jordan_near, non_normal
from proofs_check.strategies.numbers import positive_rationals, rationals, scales, sizes
from proofs_check.strategies.orthogonal import orthogonal_matrices
from proofs_check.strategies.schur import Schur
from proofs_check.strategies.spectra import conditioned_spectra, spectra

__all__ = [
    "Block",
    "DataSet",
    "Form",
    "Instances",
    "Network",
    "Schur",
    "blocks",
    "conditioned_spectra",
    "data_block",
    "data_sets",
    "exact_array",
    "float_array",
    "gradient_block",
    "gradient_sequences",
    "jordan_near",
    "jordan_near_block",
    "layers",
    "network_block",
    "networks",
    "non_normal",
    "non_normal_block",
    "orthogonal_block",
    "orthogonal_matrices",
    "positive_definite",
    "positive_definite_block",
    "positive_rationals",
    "rationals",
    "scales",
    "sizes",
    "spectra",
    "spectrum_block",
    "symmetric_block",
    "symmetric_matrices",
    "symmetric_with_spectrum",
]
