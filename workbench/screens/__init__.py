"""The screens: what is looked at, one file each, all over the same desk."""
