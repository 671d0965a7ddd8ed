"""What Prometheus sees; every name is documented in docs/reference/metrics.md."""

from collections.abc import Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.feature import Heard

BUCKETS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 3)


@dataclass(frozen=True)
class Metrics:
    """One registry per running bot, so that two in one process do not mix."""

    registry: CollectorRegistry
    messages: Counter
    notes: Counter
    answers: Counter
    surprises: Counter
    refusals: Counter
    hearing: Histogram
    deliveries: Gauge

    @classmethod
    def fresh(cls) -> "Metrics":
        registry = CollectorRegistry()

        def counter(name: str, help_: str, *labels: str) -> Counter:
            return Counter(f"parlance_{name}", help_, labels, registry=registry)

        return cls(
            registry,
            messages=counter("messages", "Messages of people that were read.", "mentions"),
            notes=counter("notes", "Notes written, by style and kind.", "style", "kind"),
            answers=counter("answers", "What people did with a note.", "answer"),
            surprises=counter("surprises", "Failures that were given a reference number."),
            refusals=counter("refusals", "Wishes that were kindly refused."),
            hearing=Histogram(
                "parlance_hearing_seconds",
                "From hearing a message with a glossary word to having answered it.",
                registry=registry,
                buckets=BUCKETS,
            ),
            deliveries=Gauge(
                "parlance_deliveries",
                "What is still to be told, by whichever process: queued, or retrying after a failure.",
                ["state"],
                registry=registry,
            ),
        )

    def heard(self, heard: Heard, seconds: float) -> None:
        self.messages.labels(mentions="some" if heard.mentions else "none").inc()
        if heard.mentions:
            self.hearing.observe(seconds)

    def still(self, backlog: Mapping[str, int]) -> None:
        for state, number in backlog.items():
            self.deliveries.labels(state=state).set(number)

    def page(self) -> bytes:
        return generate_latest(self.registry)
