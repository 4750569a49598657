"""What differs between two published contents of one procedure, part by part, and whom it burdens.

`values` holds what a change is, `wording` tells meaning from wording, `alignment` finds which row became which; the
other modules each compare one part. `catalogue.differences` asks them all.
"""
