"""How often two keyers agreed, in the database: by batch and question, kept when the forms themselves are forgotten."""

from sqlalchemy import Connection, insert, select, update

from survey_app.respond.assisted.differences import Agreement, Count
from survey_app.tables.assisted import agreement


def add_agreement(connection: Connection, batch_id: int, found: Agreement) -> None:
    """Add one form's boxes to those of its batch, which the caller has locked."""
    before = agreement_of(connection, batch_id)
    for question, count in found.counts.items():
        known = before.get(question)
        if known is None:
            values = {"batch_id": batch_id, "question": question, "twice": count.twice, "agreed": count.agreed}
            connection.execute(insert(agreement).values(**values))
        else:
            theirs = (agreement.c.batch_id == batch_id, agreement.c.question == question)
            more = {"twice": known.twice + count.twice, "agreed": known.agreed + count.agreed}
            connection.execute(update(agreement).where(*theirs).values(**more))


def agreement_of(connection: Connection, batch_id: int) -> dict[str, Count]:
    """The boxes of each question that were keyed twice in a batch, and those that agreed, by question id."""
    rows = connection.execute(select(agreement).where(agreement.c.batch_id == batch_id))
    return {row.question: Count(row.twice, row.agreed) for row in rows}


def whole_agreement(connection: Connection, batch_id: int) -> Count:
    """The same of all its questions together."""
    counts = agreement_of(connection, batch_id).values()
    return Count(sum(each.twice for each in counts), sum(each.agreed for each in counts))
