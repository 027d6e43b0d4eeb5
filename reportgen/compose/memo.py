"""From a brief and its dataset to a memo. Pure: the same values in, the same memo out."""

from __future__ import annotations

import importlib.metadata

from reportgen.compose import prose
from reportgen.compose.apparatus import cited_claims, cited_sources
from reportgen.compose.numbering import Numbering
from reportgen.compose.quotations import quoted
from reportgen.compose.select import select, selected_themes
from reportgen.compose.terms import Callings
from reportgen.model.asset import Asset
from reportgen.model.brief import Organisation, Recommendation, Section
from reportgen.model.memo import FORMAT, Memo, MemoRecommendation, MemoSection, Method, Publisher, Quotation
from reportgen.model.project import Project

DISTRIBUTION = "reportgen-memo"


def compose(project: Project) -> Memo:
    """The memo a checked project makes: claims numbered in reading order, places put into words."""
    brief, dataset = project.brief.value, project.dataset.value
    numbering = Numbering()
    callings = Callings(dataset)
    quotations = quoted(project, callings)

    # In the order a reader meets them: the numbers depend on it.
    bottom_line = prose.parse(brief.bottom_line, numbering.cite)
    takeaways = tuple(prose.parse(text, numbering.cite) for text in brief.takeaways)
    sections = tuple(
        _section(number, section, numbering, quotations.apart.get(number))
        for number, section in enumerate(brief.sections)
    )
    numbering.part()
    recommendations = tuple(
        _recommendation(number, item, numbering) for number, item in enumerate(brief.recommendations, start=1)
    )
    numbering.part()
    limits = prose.parse(brief.limits, numbering.cite) if brief.limits else ()

    claims = cited_claims(project.dataset, numbering, callings)
    return Memo(
        format=FORMAT,
        generator=generator(),
        template=brief.template,
        title=brief.title,
        subtitle=brief.subtitle,
        date=brief.date,
        organisation=_publisher(brief.organisation, project),
        series=brief.series,
        number=brief.number,
        authors=brief.authors,
        to=brief.to,
        from_=brief.from_,
        re=brief.re,
        keywords=brief.keywords,
        description=brief.description,
        funding=brief.funding,
        licence=brief.licence,
        bottom_line=bottom_line,
        takeaways=takeaways,
        sections=sections,
        recommendations=recommendations,
        limits=limits,
        claims=claims,
        sources=cited_sources(project.dataset, claims, quotations.every, brief.output, callings),
        method=Method(
            claims_cited=len(claims),
            claims_selected=len(select(dataset, brief)),
            claims_total=len(dataset.claims),
            themes=selected_themes(dataset, brief),
            dataset=dataset.title,
            quotations_left_out=quotations.left_out,
            quotations_unproved=quotations.unproved,
        ),
        quotations=quotations.every,
        output=brief.output,
    )


def generator() -> str:
    """Program and version, as metadata and the method note name them."""
    return f"reportgen {importlib.metadata.version(DISTRIBUTION)}"


def _section(number: int, section: Section, numbering: Numbering, quote: Quotation | None) -> MemoSection:
    numbering.part()
    key_claims = numbering.cite(section.key_claims).marks  # they stand above the text
    return MemoSection(
        anchor=f"section-{number + 1}",
        heading=section.heading,
        blocks=prose.parse(section.text, numbering.cite),
        key_claims=key_claims,
        quote=quote,
    )


def _recommendation(number: int, item: Recommendation, numbering: Numbering) -> MemoRecommendation:
    return MemoRecommendation(
        number=number,
        actor=item.actor,
        blocks=prose.parse(item.text, numbering.cite),
        rests_on=numbering.cite(item.rests_on, noted=False),
    )


def _publisher(organisation: Organisation | None, project: Project) -> Publisher | None:
    if organisation is None:
        return None
    logo = None
    if organisation.logo:
        data = project.assets[organisation.logo]
        media_type = "image/png" if data.startswith(b"\x89PNG\r\n\x1a\n") else "image/svg+xml"
        logo = Asset(media_type=media_type, data=data)
    return Publisher(name=organisation.name, logo=logo, contact=organisation.contact)
