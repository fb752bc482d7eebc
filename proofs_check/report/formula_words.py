r"""The words of LaTeX that a formula of the record may use: a closed list, shared by the formats that are not HTML."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_GREEK = (
    "alpha α beta β gamma γ delta δ varepsilon ε epsilon ϵ zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ "
    "nu ν xi ξ pi π rho ρ varrho ϱ sigma σ tau τ upsilon υ varphi φ phi ϕ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ "
    "Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
_RELATIONS = (
    "le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ in ∈ notin ∉ to → rightarrow → mapsto ↦ Rightarrow ⇒ Leftrightarrow ⇔ Longrightarrow ⟹ "
    "Longleftrightarrow ⟺ implies ⟹ iff ⟺ approx ≈ sim ∼ simeq ≃ equiv ≡ succ ≻ succeq ⪰ prec ≺ preceq ⪯ ll ≪ gg ≫ propto ∝ "
    "subset ⊂ subseteq ⊆ lt < gt >"
)
_OTHERS = (
    "infty ∞ cdot ⋅ times × forall ∀ exists ∃ setminus ∖ top ⊤ partial ∂ nabla ∇ ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ pm ± "
    "mp ∓ wedge ∧ vee ∨ land ∧ lor ∨ neg ¬ cup ∪ cap ∩ circ ∘ odot ⊙ otimes ⊗ oplus ⊕ perp ⊥ prime ′ ell ℓ mid ∣ vert | Vert ‖ "
    "lVert ‖ rVert ‖ lvert | rvert | colon : emptyset ∅ sum ∑ prod ∏ int ∫ lbrace { rbrace } lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ langle ⟨ rangle ⟩"
)


def _pairs(words: str) -> dict[str, str]:
    parts = words.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


SYMBOLS: Mapping[str, str] = MappingProxyType(
    {**_pairs(_GREEK), **_pairs(_RELATIONS), **_pairs(_OTHERS), "{": "{", "}": "}", "|": "‖"}
)
RELATIONS = frozenset(_pairs(_RELATIONS).values()) - {"→", "↦"} | frozenset("=<>")

# The joints of a statement, where a long formula breaks first.
ARROWS = frozenset("⇒⇔⟹⟺")
CONNECTIVES = frozenset(("and", "or", "if", "for"))

# Whether an index stands below the name where there is room.
OPERATORS: Mapping[str, bool] = MappingProxyType(
    {
        **dict.fromkeys(("lim", "liminf", "limsup", "max", "min", "sup", "inf", "det", "Pr", "gcd"), True),
        **dict.fromkeys(
            [
                "log",
                "ln",
                "lg",
                "exp",
                "sin",
                "cos",
                "tan",
                "cot",
                "sec",
                "csc",
                "sinh",
                "cosh",
                "tanh",
                "coth",
                "arcsin",
                "arccos",
                "arctan",
                "arg",
                "dim",
                "ker",
                "deg",
            ],
            False,
        ),
    }
)
ACCENTS = frozenset(
    ("hat", "widehat", "bar", "tilde", "widetilde", "dot", "ddot", "vec", "overline", "underline")
)
STYLES = frozenset(("mathbf", "boldsymbol", "mathbb", "mathcal", "mathit"))
GRIDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "bmatrix": ("[", "]"),
        "pmatrix": ("(", ")"),
        "vmatrix": ("|", "|"),
        "matrix": ("", ""),
        "cases": ("{", ""),
    }
)
DELIMITERS: Mapping[str, str] = MappingProxyType(
    {
        **{sign: sign for sign in "()[]|"},
        **{
            f"\\{word}": SYMBOLS[word]
            for word in (
                "{",
                "}",
                "|",
                "lbrace",
                "rbrace",
                "vert",
                "Vert",
                "lVert",
                "rVert",
                "lvert",
                "rvert",
            )
        },
        **{f"\\{word}": SYMBOLS[word] for word in ("lfloor", "rfloor", "lceil", "rceil", "langle", "rangle")},
        ".": "",
    }
)

# Widths in em, by their LaTeX words; and the short forms. A negative space is read and not written.
SPACES: Mapping[str, float] = MappingProxyType(
    {
        "thinspace": 1 / 6,
        "medspace": 2 / 9,
        "thickspace": 5 / 18,
        "space": 0.25,
        "quad": 1.0,
        "qquad": 2.0,
        "negthinspace": 0.0,
    }
)
SHORT_SPACES: Mapping[str, str] = MappingProxyType(
    {",": "thinspace", ":": "medspace", ";": "thickspace", " ": "space", "!": "negthinspace"}
)
IGNORED = frozenset(("\\displaystyle", "\\textstyle", "\\limits", "\\nolimits"))
