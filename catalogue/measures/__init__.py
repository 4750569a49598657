"""Measures read out of published texts: amounts of money, time limits and quantities.

`amounts` reads fees, charges and prices, `times` time limits, `quantities` sets and copies. Each reading says whether
it could read the text at all; nothing that could not be read becomes 0. Readings are pure functions of the text, kept
by text, and fit for a million fees.
"""
