"""Airflow: one briefing a day with its PapermillOperator, then the page and the PDF with our exporters.

Airflow has a scheduler, a ledger, retries and catch-up of its own, so neither `run-due` nor a schedule file is used.
Papermill runs in Airflow's Python: install press-briefing there, or give the operator a kernel that has it
(`python -m ipykernel install --user --name press-briefing` in the other environment). Airflow is not among our
dependencies: it does not install beside JupyterLab 4.6.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.providers.papermill.operators.papermill import PapermillOperator

HOME = Path("/srv/press-briefing")
NOTEBOOK = HOME / "notebooks" / "briefing.ipynb"
# The article of the day, and what is made of it; both by the logical date, so that a retry makes the same again.
ARTICLE = f"{HOME}/inbox/{{{{ ds }}}}.txt"
MADE = f"{HOME}/reports/{{{{ ds }}}}.ipynb"

with DAG(
    dag_id="press_briefing",
    description="The briefing of the day's article: executed notebook, HTML page, PDF",
    schedule="30 6 * * 1-5",
    start_date=datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Paris")),
    catchup=False,  # True: every day that was missed, as catchup = "all" in a schedule of ours
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=5)},
    tags=["press"],
) as dag:
    notebook = PapermillOperator(
        task_id="notebook",
        input_nb=str(NOTEBOOK),
        output_nb=MADE,
        parameters={"article": ARTICLE, "published": "{{ ds }}", "language": "fr"},
        kernel_name="python3",
    )
    page = BashOperator(task_id="page", bash_command=f"jupyter nbconvert --to briefing-html {MADE}")
    pdf = BashOperator(task_id="pdf", bash_command=f"jupyter nbconvert --to briefing-pdf {MADE}")
    notebook >> [page, pdf]
