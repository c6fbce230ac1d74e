"""Detects and classifies pictures in a plain Python loop: the yardstick for Trapline's model runner.

Same models, recipe, pictures and threads: Pillow decodes, NumPy letterboxes and reads the boxes,
ONNX Runtime runs both networks with one thread for each worker. Prints pictures a second, and how
much was found, so that both sides can be seen to have done the same work.

loop.py PICTURES MODELS COUNT THREADS ROUNDS
"""

import io
import itertools
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image, ImageFile, ImageOps

SIDE = 640
GREY = 114
CROP = 224
LEAST, OVERLAP, WORTH_NAMING, MOST = 0.1, 0.45, 0.2, 100
CATEGORY = np.zeros(80, dtype=np.int64)
CATEGORY[14:24] = 1
CATEGORY[0] = 2
CATEGORY[[1, 2, 3, 5, 6, 7]] = 3

ImageFile.LOAD_TRUNCATED_IMAGES = True


def session(file):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def axis(size, samples):
    scale = np.float32(size) / np.float32(samples)
    position = (np.arange(samples, dtype=np.float32) + np.float32(0.5)) * scale - np.float32(0.5)
    position = np.maximum(position, np.float32(0))
    first = np.minimum(position.astype(np.int64), size - 1)
    return first, np.minimum(first + 1, size - 1), position - first.astype(np.float32)


def resample(picture, width, height):
    above, below, down = axis(picture.shape[0], height)
    left, right, across = axis(picture.shape[1], width)
    across = across[None, :, None]
    upper, lower = picture[above], picture[below]
    a, b = upper[:, left].astype(np.float32), upper[:, right].astype(np.float32)
    c, d = lower[:, left].astype(np.float32), lower[:, right].astype(np.float32)
    upper = a + (b - a) * across
    lower = c + (d - c) * across
    return np.rint(upper + (lower - upper) * down[:, None, None]).astype(np.uint8)


def network_input(canvas):
    return np.ascontiguousarray(canvas.transpose(2, 0, 1)[None]).astype(np.float32) / np.float32(255)


def suppress(boxes, scores, kinds):
    kept = []
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    order = np.argsort(-scores, kind="stable")
    while order.size and len(kept) < MOST:
        best, rest = order[0], order[1:]
        kept.append(best)
        corner = np.maximum(boxes[best, :2], boxes[rest, :2])
        size = np.clip(np.minimum(boxes[best, 2:], boxes[rest, 2:]) - corner, 0, None)
        both = size[:, 0] * size[:, 1]
        overlap = both / (areas[best] + areas[rest] - both)
        order = rest[(overlap <= OVERLAP) | (kinds[rest] != kinds[best])]
    return kept


class Loop:
    def __init__(self, models):
        self.detector = session(models / "yolox_nano_640_v5.onnx")
        self.classifier = session(models / "mobilenet_v2_imagenet.onnx")
        self.detector_input = self.detector.get_inputs()[0].name
        self.classifier_input = self.classifier.get_inputs()[0].name

    def look(self, file):
        """Boxes found and boxes named on one picture."""
        image = Image.open(io.BytesIO(file.read_bytes()))
        picture = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
        height, width = picture.shape[:2]
        ratio = min(SIDE / height, SIDE / width)
        on_width, on_height = int(width * ratio + 0.5), int(height * ratio + 0.5)
        left, top = (SIDE - on_width) // 2, (SIDE - on_height) // 2
        canvas = np.full((SIDE, SIDE, 3), GREY, dtype=np.uint8)
        canvas[top : top + on_height, left : left + on_width] = resample(
            picture, on_width, on_height
        )
        rows = self.detector.run(None, {self.detector_input: network_input(canvas)})[0][0]
        rows = rows[rows[:, 4] >= LEAST]
        best = rows[:, 5:].argmax(axis=1)
        scores = rows[:, 4] * rows[np.arange(len(rows)), 5 + best]
        kinds = CATEGORY[best]
        worth = (scores >= LEAST) & (kinds > 0)
        rows, scores, kinds = rows[worth], scores[worth], kinds[worth]
        half = rows[:, 2:4] / 2
        boxes = np.concatenate([rows[:, :2] - half, rows[:, :2] + half], axis=1)
        kept = suppress(boxes, scores, kinds)
        boxes = (boxes[kept] - [left, top, left, top]) / ratio
        boxes = np.clip(boxes, 0, [width, height, width, height])
        named = 0
        for box, score, kind in zip(boxes, scores[kept], kinds[kept]):
            if kind == 1 and score >= WORTH_NAMING:
                self.name(picture, box)
                named += 1
        return len(kept), named

    def name(self, picture, box):
        x1, y1 = np.floor(box[:2]).astype(int)
        x2, y2 = np.ceil(box[2:]).astype(int)
        crop = resample(picture[y1:y2, x1:x2], CROP, CROP)
        scores = self.classifier.run(None, {self.classifier_input: network_input(crop)})[0][0]
        return np.argsort(-scores)[:5]


def main():
    pictures, models = Path(sys.argv[1]), Path(sys.argv[2])
    count, threads, rounds = (int(number) for number in sys.argv[3:6])
    # The conversion of CMYK differs between libraries and is no part of the comparison.
    files = sorted(
        file
        for file in pictures.iterdir()
        if file.suffix.lower() in (".jpg", ".jpeg", ".png") and "cmyk" not in file.name
    )
    work = list(itertools.islice(itertools.cycle(files), count))
    loop = Loop(models)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(loop.look, files))
        for _ in range(rounds):
            started = time.perf_counter()
            found = list(pool.map(loop.look, work))
            seconds = time.perf_counter() - started
            boxes = sum(one[0] for one in found)
            named = sum(one[1] for one in found)
            print(f"{count / seconds:.2f} pictures/s, {boxes} boxes, {named} named", flush=True)


if __name__ == "__main__":
    main()
