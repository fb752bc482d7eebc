"""Letters that the claims about powers of a diagonalizable matrix share: W = V L V^-1 and a time t."""

SPECTRAL_LET = {"n": "integer >= 1", "V": "invertible(n)", "L": "diagonal(n)", "t": "natural"}
SPECTRAL = {"W": "V @ L @ inv(V)"}
