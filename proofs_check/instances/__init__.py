"""The batched numeric engine: claims checked on many instances at once, in float64 and modulo a prime."""

from proofs_check.instances.result import ExperimentResult, merge
from proofs_check.instances.run import run_block, run_experiment, run_sampled, run_trial

__all__ = ["ExperimentResult", "merge", "run_block", "run_experiment", "run_sampled", "run_trial"]
