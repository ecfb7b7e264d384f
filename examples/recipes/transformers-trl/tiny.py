"""Makes a small, untrained GPT-2 with a tokenizer of its own: a base for a first try without a download."""

import argparse
import json

from tokenizers import ByteLevelBPETokenizer
from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast, set_seed

END = "<|endoftext|>"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="text for the tokenizer, JSON lines with a field `text`")
    parser.add_argument("--out", required=True, help="folder for the model")
    parser.add_argument("--vocabulary", type=int, default=4000)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--width", type=int, default=128)
    args = parser.parse_args()
    set_seed(1)
    trained = ByteLevelBPETokenizer()
    with open(args.data, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    trained.train_from_iterator(texts, vocab_size=args.vocabulary, special_tokens=[END], show_progress=False)
    # `_tokenizer` is the tokenizer itself; the class around it is one of its makers.
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=trained._tokenizer, bos_token=END, eos_token=END, pad_token=END
    )
    end = tokenizer.eos_token_id
    config = GPT2Config(
        vocab_size=len(tokenizer),
        n_positions=512,
        n_embd=args.width,
        n_layer=args.layers,
        n_head=4,
        bos_token_id=end,
        eos_token_id=end,
    )
    GPT2LMHeadModel(config).save_pretrained(args.out)
    tokenizer.save_pretrained(args.out)


if __name__ == "__main__":
    main()
