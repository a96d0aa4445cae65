"""By what the servers of the web call the pages that stand for another one, one tells them. Pure."""

import re

FRONT = re.compile(r"/?([a-z]{2}([-_][a-z]{2})?/?)?((index|home|default|main)(\.\w{2,5})?/?)?", re.IGNORECASE)
SIGN_IN = re.compile(
    r"(log|sign)[-_]?(in|on)(\.\w+)?|sso|saml2?|oauth2?|authorize|authenticate|wp-login\.php", re.IGNORECASE
)
SIGN_IN_HOST = re.compile(r"(login|signin|sso|auth|idp|accounts?)\..*", re.IGNORECASE)
NOT_FOUND = re.compile(
    r"(http|errors?)?[-_]?404([-_](error|not[-_]?found))?(\.\w+)?|(page|file)?[-_]?not[-_]?found(\.\w+)?"
    r"|errors?(\.\w+)?|page[-_]?(not[-_]?available|unavailable)(\.\w+)?",
    re.IGNORECASE,
)
NOT_FOUND_TITLE = re.compile(
    r"(http\s*)?(error\s*)?404\b\W*((error|page|file)?\W*(not found)?)\W*1?"
    r"|(error\W*)?(the |this )?(page|file|article|document|content|resource)?\s*(was |is |could )?"
    r"not (be )?found\W*"
    r"|(sorry\W*)?(the |this )?(page|article|document|content) (is )?no longer (available|exists)\W*"
    r"|(the |this )?(page|article|document) (doesn.?t|does not) exist\W*|page unavailable\W*",
    re.IGNORECASE,
)
TITLE_PARTS = re.compile(r"\s+[-–—|:·•»]\s+|\s*[|–—·•»]\s*|:\s+")
WALL = re.compile(
    r"captcha|abuse[-_]?detection|access[-_]?denied|cookie[-_]?(absent|check|test)|bot[-_]?(check|detect)"
    r"|unsupported[-_]?browser|perfdrive|/challenge\b",
    re.IGNORECASE,
)
WALL_TITLE = re.compile(
    r"just a moment|attention required|access (is |has been )?denied|verify(ing)? (that )?you are (a )?human"
    r"|are you (a )?(human|robot)|checking your browser|pardon our interruption|security (check|verification)"
    r"|robot check|captcha|request (rejected|unsuccessful)|one more step|client challenge"
    r"|cookies? (are )?(disabled|required)",
    re.IGNORECASE,
)
WALL_HEADERS = {"cf-mitigated", "x-amzn-waf-action"}
