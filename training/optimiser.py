"""AdamW over float32 master weights, a schedule over a budget of time, and a running mean of the weights.

On a CPU with bfloat16 instructions the encoder's matrices are kept in bfloat16 for the forward and the backward pass;
every step updates their float32 masters (Micikevicius et al. 2018) and writes the rounded values back.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn


def half_is_faster() -> bool:
    """Measure whether this processor multiplies in bfloat16; one without the instructions is a hundred times slower."""
    times = []
    for dtype in (torch.float32, torch.bfloat16):
        left, right = torch.randn(64, 768, dtype=dtype), torch.randn(768, 768, dtype=dtype)
        left @ right  # the first product prepares the kernel
        started = time.perf_counter()
        for _ in range(5):
            left @ right
        times.append(time.perf_counter() - started)
    return times[1] < times[0]


def half_matrices(module: nn.Module) -> None:
    """Keep the weights of all linear layers below ``module`` in bfloat16."""
    for part in module.modules():
        if isinstance(part, nn.Linear):
            part.to(torch.bfloat16)


def scale_at(done: float, step: int, warm_up: int) -> float:
    """Learning-rate factor after the share ``done`` of the budget: linear warm-up, cosine to 2 %."""
    return min(1.0, (step + 1) / max(1, warm_up)) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1.0, done))))


class Optimiser:
    """AdamW with one learning rate a group; the groups are (name, parameters, rate)."""

    def __init__(
        self,
        groups: Iterable[tuple[str, list[nn.Parameter], float]],
        decay: float = 0.01,
        clip: float = 1.0,
        mean_decay: float = 0.0,
    ) -> None:
        self.clip, self.mean_decay, self.steps = clip, mean_decay, 0
        self.parameters: list[nn.Parameter] = []
        self.masters: list[Tensor] = []
        self.means: list[Tensor] = []
        self.rates: list[float] = []
        arguments: list[dict[str, Any]] = []
        for _, parameters, rate in groups:
            masters = [p.detach().float().clone() for p in parameters]
            self.parameters += parameters
            self.masters += masters
            self.rates.append(rate)
            matrices = [m for m in masters if m.dim() > 1]
            vectors = [m for m in masters if m.dim() < 2]
            # biases and normalisations are not decayed (the rule of the original BERT code)
            arguments += [{"params": matrices, "weight_decay": decay}, {"params": vectors, "weight_decay": 0.0}]
        arguments = [a | {"lr": self.rates[n // 2]} for n, a in enumerate(arguments)]
        self.bases: list[float] = [a["lr"] for a in arguments if a["params"]]
        self.adam = torch.optim.AdamW([a for a in arguments if a["params"]], betas=(0.9, 0.98), fused=True)
        if mean_decay:
            self.means = [m.clone() for m in self.masters]

    def step(self, factor: float) -> float:
        """One update from the gradients summed so far; returns their norm before clipping."""
        norm = math.sqrt(sum(float(p.grad.float().square().sum()) for p in self.parameters if p.grad is not None))
        shrink = min(1.0, self.clip / (norm + 1e-6))
        for parameter, master in zip(self.parameters, self.masters, strict=True):
            if parameter.grad is None:
                master.grad = None
                continue
            master.grad = parameter.grad.float().mul_(shrink)
            parameter.grad = None
        if not math.isfinite(norm):  # a broken batch must not poison the moments
            return norm
        for group, base in zip(self.adam.param_groups, self.bases, strict=True):
            group["lr"] = base * factor
        self.adam.step()
        self.steps += 1
        with torch.no_grad():
            for parameter, master in zip(self.parameters, self.masters, strict=True):
                parameter.copy_(master)
                master.grad = None
            if self.means:
                # a young mean follows faster, otherwise it would remember the start
                weight = 1 - min(self.mean_decay, (1 + self.steps) / (10 + self.steps))
                torch._foreach_lerp_(self.means, self.masters, weight)
        return norm

    def swap_means(self) -> None:
        """Put the mean weights into the network, or, called again, the trained ones back."""
        if not self.means:
            return
        self.masters, self.means = self.means, self.masters
        with torch.no_grad():
            for parameter, master in zip(self.parameters, self.masters, strict=True):
                parameter.copy_(master)
