"""The fast runtime says what the reference says, costs no torch, and gives way to the reference when it cannot be built."""

import logging
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from index.encoder.choose import Choice, MissingModel, bundled_model, open_encoder
from index.encoder.protocol import Encoder
from index.encoder.reference import ReferenceEncoder
from index.encoder.seal import is_as_built, seal_of

MESSAGES = [
    "recall dropped to 0.71 after the new labels came in",
    "who owns the nightly batch?",
    "can we ship without the fairness numbers? legal wants them by Thursday, product by yesterday",
]
LAST_LAYER = 1 << 21  # bytes
pytestmark = [
    pytest.mark.model,
    pytest.mark.usefixtures("torch"),
    pytest.mark.xdist_group("reference"),  # torch is imported by one process
]


def test_exact_vectors_agree_with_the_reference(encoder: Encoder) -> None:
    reference = ReferenceEncoder.load(str(bundled_model()))

    cosines = (encoder.encode(MESSAGES) * reference.encode(MESSAGES)).sum(axis=1)

    assert cosines.min() >= 0.9999


def test_token_vectors_agree_with_the_reference(encoder: Encoder) -> None:
    reference = ReferenceEncoder.load(str(bundled_model()))

    for ours, theirs in zip(encoder.read(MESSAGES), reference.read(MESSAGES), strict=True):
        assert ours.spans == theirs.spans
        np.testing.assert_allclose(ours.tokens, theirs.tokens, atol=1e-4)


def test_eight_bits_say_nearly_the_same(models: Path, encoder: Encoder) -> None:
    cosines = (open_encoder(Choice(models, kind="int8")).encode(MESSAGES) * encoder.encode(MESSAGES)).sum(axis=1)

    assert cosines.mean() >= 0.99
    assert cosines.min() >= 0.985


def test_eight_bits_say_it_of_the_same_tokens_in_the_same_places(models: Path, encoder: Encoder) -> None:
    small = open_encoder(Choice(models, kind="int8"))

    for ours, exact in zip(small.read(MESSAGES), encoder.read(MESSAGES), strict=True):
        lengths = np.linalg.norm(ours.tokens, axis=1) * np.linalg.norm(exact.tokens, axis=1)
        assert ours.spans == exact.spans
        assert ((ours.tokens * exact.tokens).sum(axis=1) / lengths).min() >= 0.9


def test_torch_is_never_imported_on_this_path(models: Path, encoder: Encoder) -> None:
    program = f"""
import sys
from pathlib import Path
from index.encoder.choose import Choice, open_encoder
open_encoder(Choice(Path({str(models)!r}))).encode(["hello"])
print([name for name in ("torch", "transformers", "sentence_transformers") if name in sys.modules])
"""

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=200)

    assert done.stdout.strip() == "[]"


def test_the_runtime_tells_nobody_that_it_runs_and_leaves_nothing_on_the_machine(models: Path, tmp_path: Path) -> None:
    program = f"""
from pathlib import Path
from index.encoder.choose import Choice, open_encoder
open_encoder(Choice(Path({str(models)!r}))).encode(["hello"])
"""
    home = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}

    subprocess.run([sys.executable, "-c", program], env=home, check=True, timeout=200)

    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_costs_one_log_line_and_the_reference_answers(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "models").write_text("in the way")

    with caplog.at_level(logging.WARNING):
        encoder = open_encoder(Choice(tmp_path / "models"))

    assert encoder.name.startswith("reference:")
    assert [record.name for record in caplog.records] == ["index.encoder.choose"]


def test_a_graph_that_is_broken_is_built_anew_and_what_a_killed_build_left_is_swept(
    tmp_path: Path, models: Path, encoder: Encoder
) -> None:
    name = f"{encoder.name.removeprefix('fast:')}.onnx"
    (tmp_path / name).write_bytes((models / name).read_bytes()[:1_000_000])
    (tmp_path / ".building-killed").mkdir()

    again = open_encoder(Choice(tmp_path))

    assert again.name == encoder.name
    np.testing.assert_allclose(again.encode(MESSAGES), encoder.encode(MESSAGES), atol=1e-6)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, seal_of(tmp_path / name).name])
    assert is_as_built(tmp_path / name)


def test_what_an_older_version_built_goes_once_nobody_reads_it(tmp_path: Path, models: Path, encoder: Encoder) -> None:
    now = f"{encoder.name.removeprefix('fast:')}.onnx"
    (tmp_path / now).symlink_to(models / now)
    first, second = "model-a66b4e460051-fp32.onnx", "model-66bd5aa81b6f-int8.onnx"  # as they were called
    another, in_use = "model-0123456789ab-fp32.onnx", "model-66bd5aa81b6f-fp32.onnx"
    for name, read in ((first, 0), (second, 0), (another, 0), (in_use, time.time() - 86_400)):
        (tmp_path / name).write_bytes(b"a graph")
        os.utime(tmp_path / name, (read, 0))

    open_encoder(Choice(tmp_path))

    assert {path.name for path in tmp_path.iterdir()} == {now, another, in_use}


def test_models_of_one_name_and_one_shape_are_told_apart(tmp_path: Path) -> None:
    for number, folder in enumerate((tmp_path / "a" / "ours", tmp_path / "b" / "ours")):
        shutil.copytree(bundled_model(), folder)
        with (folder / "model.safetensors").open("r+b") as file:
            file.seek(-LAST_LAYER, os.SEEK_END)
            file.write(bytes([number]) * LAST_LAYER)

    names = {open_encoder(Choice(tmp_path, "reference", str(tmp_path / one / "ours"))).name for one in ("a", "b")}

    assert len(names) == 2
    assert all(name.startswith("reference:ours-") for name in names)


def test_a_folder_that_holds_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match=r"config\.json"):
        open_encoder(Choice(tmp_path, model=str(tmp_path)))


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match="no-such-folder"):
        open_encoder(Choice(tmp_path, model=str(tmp_path / "no-such-folder")))
