# Name and kind of as many fields as ours has.
FIELDS = {
    **dict.fromkeys(["First name", "Last name", "Phone", "Language", "Payer"], "singleline"),
    **{"Email": "email", "Voicemail": "checkbox", "Message": "multiline"},
    **dict.fromkeys(["Location", "Best time", "Patient type", "Service"], "dropdown"),
    **dict.fromkeys(["Days", "Times"], "checkboxes"),
}
