"""What English writes with number words and does not mean as a number: names, idioms, labels, words of argument.

Tables only, beside those of `number_words`.
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


IDIOMS = re.compile(
    r"""(?<!\w)(?:
        (?:first|second|third)[ -]world[ ]war | world[ ]war[ ](?:one|two|three|i{1,3}|[123])
      | first[ ]and[ ]foremost | in[ ]the[ ]first[ ]place
      | fourth[ ](?:estate|wall) | fifth[ ]columns? | sixth[ ]sense | eleventh[ ]hour | nine[ -]dash[ ]line
      | zero[ -](?:sum|tolerance|hour) | (?:ground|net)[ -]zero | number[ ]one
      | one[ -]china | (?:two|three)[ -](?:way|faced|edged|sided|pronged|track|tier(?:ed)?|front|dimensional|state)
      | (?:two|three)[ -]plus[ -](?:one|two|three) | \w?\d\+\d | five[ ]eyes | (?:four|five|six)[ -]party[ ]talks
      | catch-22 | fifty[ -]fifty | 50[-–/]50 | 24/7 | 9/11 | track[ ](?:one|two|1\.5|[12])
      | group[ ]of[ ](?:seven|eight|twenty|\d+)
      | half[ -](?:measures? | truths? | way | mast | (?:brother|sister)s?)
      | (?:first|second)[ -]best | \d\dth[ ]parallel
      | (?:first|second|other|latter|better|upper|lower|northern|southern|eastern|western|top|bottom)[ ]half
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
"""A blank stands for any white space: texts are searched with each of it made a blank."""

LABELS = _set(
    "article articles section sections figure figures table tables chapter chapters page pages paragraph paragraphs "
    "question questions answer answers recommendation recommendations note notes footnote annex appendix box "
    "takeaway takeaways clause version step item line lines verse"
)
"""Words whose number is an address, in any case, where it stands in digits."""
WORD_LABELS = _set("article section chapter paragraph")
"""The same where it is a word: others are verbs as well."""
NAME_LABELS = _set(
    "Resolution UNSCR Phase Pillar Tier Type Track Level Title Protocol Route Highway Flight Channel Unit Reactor "
    "Category Class Stage Mark Mk Operation Force Model Agenda Vision Horizon Expo Olympics Part Point Act Directive "
    "Regulation Room Building Windows Apollo Zone Group Area Scenario Option Case Rule Basket"
)
"""Words whose number is part of a name, where they have a capital."""
SHORT_LABELS = _set("No Nos Nr nr Art Arts Fig Figs p pp para paras ch Ch sec Sec vol Vol")
"""Labels that end in a period."""
CHAINS = ("and", "or", "to", "-", "–", "&")
"""What joins numbers after one label: `Articles 4 and 5`."""

ARGUMENT = _set(
    "arguments aspects aims angles caveats conclusions consequences considerations differences directions "
    "distinctions ends explanations factors features findings grounds halves ideas implications inferences issues "
    "kinds lessons levels means messages motives options parts points possibilities premises purposes qualifications "
    "questions readings reasons recommendations remarks respects results scenarios senses sides sorts steps strands "
    "themes things topics views ways"
)
"""What a text counts of its own: `for two reasons` is no number of the interview."""
SPEAKERS = _set(
    "expert experts interview interviews interviewee interviewees interlocutor interlocutors participant participants "
    "respondent respondents scholar scholars speaker speakers voice voices"
)
"""What a memo may count among its own sources."""
DEFINITE = _set("the these those its their his her our both other all any last next former latter")
"""Before a small number: it counts what the text has named."""
FUNCTION_WORDS = _set(
    "a an the and or but nor yet so as if than that which who whose whom when where while though although because "
    "since is are was were be been has have had do does did will would shall should can could may might must not "
    "never also in on at by for from to with without within into onto of off over under about after before between "
    "against during through all both each alone together themselves it they he she we you agree differ disagree share "
    "say want"
)
"""Not what a number counts: after `the three`, they show that it stands for a noun."""
PARTS_FOLLOW = _set(
    "of more less fewer higher lower larger smaller bigger cheaper dearer again as to in by and or but than"
)
"""After `a third`, they show that it is a part, not one more in a row."""

EVENTS = _set(
    "time times term terms round rounds year years month months week weeks day days place rank summit summits meeting "
    "meetings visit visits anniversary generation quarter package packages tranche edition"
)
"""After `second` and `third`, a number of something counted; other nouns make them words of argument."""
FIRST_EVENTS = _set("time place rank")
NO_SUPERLATIVE = _set(
    "east west north-east rest interest forest harvest protest contest request test quest conquest priest arrest guest "
    "chest nest unrest invest suggest honest modest"
)
SUPERLATIVES = _set("most least best worst")
