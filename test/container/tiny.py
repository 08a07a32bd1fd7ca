"""Tiny models with random weights, in the very layout of the hub's repositories: real classes, real
tokenizers.

    python tiny.py seamless FOLDER

Random weights translate into nonsense, but into nonsense that depends on every word of the source
and on the target language, so that a batch that is put together wrongly shows.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

CORPUS = (
    "The cache keeps every sentence that was translated. It takes ten seconds to build the site.",
    "Links stay where they are, and code is left alone. Is this the first page of the blog?",
    "La caché guarda cada frase traducida. Tarda diez segundos en construir el sitio, ¿verdad?",
    "Le cache garde chaque phrase traduite. C'est l'été : il faut dix secondes pour bâtir le site.",
    "Der Zwischenspeicher behält jeden Satz. Größe, Länge und Höhe dürfen dabei nicht fehlen.",
    "キャッシュは翻訳された文を保存します。最初のページです。",
    "缓存保存每一个翻译过的句子。 这是第一页。",
    "Кэш хранит каждое переведённое предложение. Это первая страница.",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 !?.,;:'\"()[]-+*/=%&@#",
)

SEAMLESS_CODES = ("arb", "cmn", "cmn_Hant", "deu", "eng", "fra", "jpn", "rus", "spa")


def train(file: Path, kind: str = "bpe", pieces: int = 400, **options: object) -> int:
    """Trains a sentencepiece model with `<unk>`, `<s>`, `</s>` first; gives its number of
    pieces."""
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(CORPUS * 4),
        model_writer=model,
        vocab_size=pieces,
        model_type=kind,
        character_coverage=1.0,
        hard_vocab_limit=False,
        minloglevel=2,
        num_threads=1,
        **{"unk_id": 0, "bos_id": 1, "eos_id": 2, "pad_id": -1, **options},
    )
    file.write_bytes(model.getvalue())
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue()).get_piece_size()


def scramble(model, end: int, often: float = 2.5, seed: int = 0) -> None:
    """Random weights, large enough that answers differ, with the token `end` likely enough that
    some of them end.

    With the small weights that a model starts with, the tied output layer says one word again and
    again. The numbers were found by trying: of ten answers, two to four run into a limit of 40
    tokens.
    """
    import torch

    chance = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in sorted(model.named_parameters()):
            if weight.dim() > 1:
                is_table = "embed" in name or "shared" in name
                spread = 0.2 if is_table else 4 / weight.shape[-1] ** 0.5
                weight.normal_(0, spread, generator=chance)
        model.get_output_embeddings().weight[end] *= often
    model.tie_weights()


def tiny_seamless(folder: Path, *, width: int = 32, layers: int = 2, codes=SEAMLESS_CODES) -> Path:
    """SeamlessM4T v2, the text half; ids as in the checkpoint: pad 0, unk 1, bos 2, eos 3, pieces,
    languages."""
    import torch
    from transformers import SeamlessM4Tv2Config, SeamlessM4Tv2ForTextToText

    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    # Ids are the pieces' own plus one, since padding comes first.
    first = train(folder / "sentencepiece.bpe.model") + 1
    ids = {code: first + index for index, code in enumerate(codes)}
    special = {0: "<pad>", 1: "<unk>", 2: "<s>", 3: "</s>"}
    special |= {number: f"__{code}__" for code, number in ids.items()}
    roles = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    write(
        folder / "tokenizer_config.json",
        tokenizer_class="SeamlessM4TTokenizer",
        **roles,
        cls_token="<s>",
        sep_token="</s>",
        src_lang="eng",
        tgt_lang="fra",
        model_max_length=4096,
        additional_special_tokens=[f"__{code}__" for code in codes],
        added_tokens_decoder={
            str(number): {"content": token, "special": True} for number, token in special.items()
        },
    )
    config = SeamlessM4Tv2Config(
        vocab_size=first + len(codes),
        hidden_size=width,
        encoder_layers=layers,
        decoder_layers=layers,
        encoder_ffn_dim=2 * width,
        decoder_ffn_dim=2 * width,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        max_position_embeddings=512,
        speech_encoder_layers=1,
    )
    model = SeamlessM4Tv2ForTextToText(config).eval()
    scramble(model, end=3)
    model.save_pretrained(folder)
    write(
        folder / "generation_config.json",
        bos_token_id=2,
        decoder_start_token_id=3,
        eos_token_id=3,
        pad_token_id=0,
        max_new_tokens=256,
        text_decoder_lang_to_code_id=ids,
    )
    return folder


def write(file: Path, **values: object) -> None:
    file.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    print(globals()[f"tiny_{sys.argv[1]}"](Path(sys.argv[2])))
