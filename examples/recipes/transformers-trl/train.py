"""Fine-tunes a causal language model on JSON lines with a field `text`, by TRL's SFTTrainer."""

import argparse
import json

import torch
from datasets import Dataset
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import SFTConfig, SFTTrainer


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True, help="model to start from: a name or a folder")
    parser.add_argument("--data", required=True, help="training set, JSON lines")
    parser.add_argument("--out", required=True, help="folder for the model")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--learning-rate", type=float, default=2e-5)
    parser.add_argument("--batch-size", type=int, default=8)
    parser.add_argument("--max-length", type=int, default=512, help="longer examples are cut, in tokens")
    return parser.parse_args()


def texts(path: str) -> Dataset:
    """The text alone: other fields, such as provenance, differ from row to row."""
    with open(path, encoding="utf-8") as lines:
        return Dataset.from_dict({"text": [json.loads(line)["text"] for line in lines]})


def main() -> None:
    args = arguments()
    tokenizer = AutoTokenizer.from_pretrained(args.base)
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    config = SFTConfig(
        output_dir=args.out,
        num_train_epochs=args.epochs,
        learning_rate=args.learning_rate,
        per_device_train_batch_size=args.batch_size,
        max_length=args.max_length,
        seed=args.seed,
        data_seed=args.seed,
        use_cpu=not torch.accelerator.is_available(),
        bf16=torch.cuda.is_available() and torch.cuda.is_bf16_supported(),
        # The drive keeps whole models alone: a half-trained one is trained anew.
        save_strategy="no",
        report_to="none",
        disable_tqdm=True,
    )
    trainer = SFTTrainer(
        model=AutoModelForCausalLM.from_pretrained(args.base),
        args=config,
        train_dataset=texts(args.data),
        processing_class=tokenizer,
    )
    trainer.train()
    trainer.save_model(args.out)


if __name__ == "__main__":
    main()
