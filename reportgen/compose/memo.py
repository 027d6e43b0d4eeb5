"""From a brief and its dataset to a memo. Pure: the same values in, the same memo out."""

from __future__ import annotations

import functools
import importlib.metadata

from reportgen.compose import codebook, prose
from reportgen.compose.apparatus import cited_claims, cited_sources
from reportgen.compose.edition import edition
from reportgen.compose.figures import Figures
from reportgen.compose.look import look
from reportgen.compose.numbering import Numbering
from reportgen.compose.quotations import quoted
from reportgen.compose.select import select, selected_themes
from reportgen.compose.setting import setting
from reportgen.compose.terms import Callings
from reportgen.model.asset import Asset
from reportgen.model.brief import Recommendation, Section
from reportgen.model.cited import Quotation
from reportgen.model.memo import FORMAT, Memo, MemoRecommendation, MemoSection, Method, Publisher
from reportgen.model.page import Language
from reportgen.model.project import Project
from reportgen.model.style import Organisation
from reportgen.model.template import Shows

DISTRIBUTION = "reportgen-memo"


def compose(project: Project) -> Memo:
    """The memo a checked project makes: claims numbered in reading order, places put into words."""
    brief, dataset = project.brief.value, project.dataset.value
    numbering = Numbering()
    callings = Callings(dataset, project.words)
    quotations = quoted(project, callings)
    language = project.language

    # In the order a reader meets them: the numbers depend on it.
    bottom_line = prose.parse(brief.bottom_line, numbering.cite, language) if brief.bottom_line else ()
    takeaways = tuple(prose.parse(text, numbering.cite, language) for text in brief.takeaways)
    figures = Figures(project, numbering, callings)
    sections = tuple(
        _section(number, section, numbering, quotations.apart.get(number), figures, language)
        for number, section in enumerate(brief.sections)
    )
    numbering.part()
    recommendations = tuple(
        _recommendation(number, item, numbering, language) for number, item in enumerate(brief.recommendations, start=1)
    )
    numbering.part()
    limits = prose.parse(brief.limits, numbering.cite, language) if brief.limits else ()

    shows, set_as = project.manifest.shows, setting(project)
    outline = codebook.outline(project, numbering) if shows is Shows.CODEBOOK else None
    selected = select(dataset, brief)
    edited = edition(project.dataset, selected, numbering, callings) if shows is Shows.TRANSCRIPT else None
    claims = cited_claims(project.dataset, numbering, callings, set_as.language)
    book = codebook.compose(project, outline, claims, callings, set_as.options, generator()) if outline else None
    every = (*quotations.every, *(book.quotations if book else ()))
    return Memo(
        format=FORMAT,
        generator=generator(),
        template=brief.template,
        title=brief.title,
        subtitle=brief.subtitle,
        date=brief.date,
        organisation=_publisher(brief.organisation or project.style.organisation, project),
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
        sources=cited_sources(project.dataset, claims, every, set_as, callings),
        method=Method(
            claims_cited=len(claims),
            claims_selected=len(selected),
            claims_total=len(dataset.claims),
            themes=selected_themes(dataset, brief),
            dataset=dataset.title,
            quotations_left_out=quotations.left_out + (book.left_out if book else 0),
            quotations_unproved=quotations.unproved,
        ),
        quotations=every,
        output=set_as,
        look=look(project.style),
        shows=shows,
        edition=edited,
        codebook=book.codebook if book else None,
    )


@functools.cache
def generator() -> str:
    """Program and version, as metadata and the method note name them."""
    return f"reportgen {importlib.metadata.version(DISTRIBUTION)}"


def _section(
    number: int,
    section: Section,
    numbering: Numbering,
    quote: Quotation | None,
    figures: Figures,
    language: Language,
) -> MemoSection:
    numbering.part()
    key_claims = numbering.cite(section.key_claims).marks  # they stand above the text
    return MemoSection(
        anchor=f"section-{number + 1}",
        heading=section.heading,
        blocks=prose.parse(section.text, numbering.cite, language),
        key_claims=key_claims,
        quote=quote,
        figure=figures.draw(section),
    )


def _recommendation(number: int, item: Recommendation, numbering: Numbering, language: Language) -> MemoRecommendation:
    return MemoRecommendation(
        number=number,
        actor=item.actor,
        blocks=prose.parse(item.text, numbering.cite, language),
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
