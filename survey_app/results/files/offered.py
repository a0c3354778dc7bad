"""The files of a round and of a survey as the page of downloads offers them, each with what it is for."""

from survey_app.results.files.contexts import FileLine

SMALL = "Small: under 1 MB"


def round_files(address: str, number: int, *, word: bool) -> tuple[FileLine, ...]:
    """The files of a round's figures. `word` is whether this machine makes Word documents."""

    def at(name: str) -> str:
        return f"{address}/{name}?round={number}"

    report = FileLine("Report with charts", at("report.docx"), "To edit and pass on", "Word document (DOCX)", SMALL)
    return (
        *((report,) if word else ()),
        FileLine(
            "Every table, one a sheet",
            at("tables.xlsx"),
            "For Excel, and to copy into Word",
            "Excel workbook (XLSX)",
            SMALL,
        ),
        FileLine(
            "Every table, one a sheet, in the open format",
            at("tables.ods"),
            "For LibreOffice, and to publish",
            "OpenDocument spreadsheet (ODS)",
            SMALL,
        ),
        FileLine(
            "Every table in one long one",
            at("tables.csv"),
            "For statistics software, and to put rounds together",
            "CSV",
            SMALL,
        ),
        FileLine("What its columns hold", at("tables.csv-metadata.json"), "For programs", "CSVW (JSON)", SMALL),
        FileLine("Every table for programs", at("figures.json"), "For websites and dashboards", "JSON", SMALL),
        FileLine(
            "How these files were made",
            at("tables.json"),
            "To keep beside them: version, rules, numbers of answers",
            "JSON",
            "Small: a few KB",
        ),
    )


def codebooks(address: str) -> tuple[FileLine, ...]:
    """What explains the file of all answers."""
    purpose = "To read the file of all answers. It holds nobody's answer"
    return (
        FileLine("What each column and code of the answers means", f"{address}/codebook.csv", purpose, "CSV", SMALL),
        FileLine(
            "The same for archives and statistics software",
            f"{address}/codebook.xml",
            "To deposit with a data archive",
            "DDI-Codebook 2.5 (XML)",
            SMALL,
        ),
    )
