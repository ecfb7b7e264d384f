"""Draws examples from a causal language model without a prompt, and writes them as JSON lines with a field `text`."""

import argparse
import json

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, set_seed


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, help="folder of the model")
    parser.add_argument("--out", required=True, help="file for the examples")
    parser.add_argument("--examples", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--temperature", type=float, default=1.0)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--max-new-tokens", type=int, default=256)
    return parser.parse_args()


# Batches in a row without one text: a model that writes nothing would be asked for ever.
PATIENCE = 20


def main() -> None:
    args = arguments()
    set_seed(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = AutoTokenizer.from_pretrained(args.model)
    model = AutoModelForCausalLM.from_pretrained(args.model).to(device).eval()
    # Models without a token for the beginning were trained on examples that follow each other's end.
    first = tokenizer.bos_token_id if tokenizer.bos_token_id is not None else tokenizer.eos_token_id
    written = 0
    empty = 0
    with open(args.out, "w", encoding="utf-8") as out:
        while written < args.examples:
            prompt = torch.full((args.batch_size, 1), first, device=device)
            with torch.no_grad():
                # top_k and top_p off: both cut the tail, which is what a line loses first.
                drawn = model.generate(
                    prompt,
                    attention_mask=torch.ones_like(prompt),
                    do_sample=True,
                    temperature=args.temperature,
                    top_k=0,
                    top_p=1.0,
                    max_new_tokens=args.max_new_tokens,
                    pad_token_id=tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id,
                )
            texts = [text.strip() for text in tokenizer.batch_decode(drawn, skip_special_tokens=True)]
            texts = [text for text in texts if text][: args.examples - written]
            empty = 0 if texts else empty + 1
            if empty == PATIENCE:
                raise SystemExit("the model writes nothing but empty texts")
            for text in texts:
                out.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
            written += len(texts)
            print(f"{written} of {args.examples}", flush=True)


if __name__ == "__main__":
    main()
