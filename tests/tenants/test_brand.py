"""A brand knows the files it is made of, and is a value that can be compared."""

from __future__ import annotations

from pathlib import Path

from panel_refunds.tenants.brand import Brand, BrandFile, Font, FontFile


def test_the_files_of_a_brand_are_those_of_all_its_parts() -> None:
    logo, dark, style, one, two = (BrandFile(f"{name}.x", name, Path(name)) for name in "abcde")
    brand = Brand(
        logo=logo,
        logo_dark=dark,
        style=style,
        font=Font("A", files=(FontFile(one),)),
        heading_font=Font("B", files=(FontFile(two),)),
    )
    assert brand.files == (logo, dark, style, one, two)
    assert brand.font_files == (one, two)
    assert Brand().files == ()


def test_the_same_file_elsewhere_is_the_same_brand() -> None:
    here, there = (Brand(logo=BrandFile("a.svg", "digest", Path(place))) for place in ("/a/a.svg", "/b/a.svg"))
    assert here == there
    assert hash(here) == hash(there)
    assert here != Brand(logo=BrandFile("a.svg", "another", Path("/a/a.svg")))
