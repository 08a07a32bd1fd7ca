"""Tiny models of the families with permissive licences, made as in `tiny.py`."""

from __future__ import annotations

from pathlib import Path

from tiny import scramble, train, write

MADLAD_TAGS = ("<2de>", "<2en>", "<2es>", "<2fr>", "<2ja>", "<2sr_Latn>", "<2zh>", "<2zh_Hant>")


def tiny_madlad(folder: Path, *, width: int = 32) -> Path:
    """MADLAD-400: T5 with an output layer of its own; unk and start 0, pad 1, end 2, as on the
    hub."""
    import torch
    from safetensors.torch import save_file
    from transformers import T5Config, T5ForConditionalGeneration

    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    marks = ["<2Latn>", "<2ZW>", *MADLAD_TAGS]
    pieces = train(folder / "spiece.model", "unigram", 300, user_defined_symbols=marks)
    roles = {"eos_token": "</s>", "pad_token": "<s>", "unk_token": "<unk>"}
    write(
        folder / "tokenizer_config.json",
        tokenizer_class="T5Tokenizer",
        **roles,
        extra_ids=0,
        legacy=False,
        additional_special_tokens=[],
    )
    config = T5Config(
        vocab_size=pieces,
        d_model=width,
        d_kv=8,
        d_ff=2 * width,
        num_layers=2,
        num_decoder_layers=2,
        num_heads=4,
        feed_forward_proj="gated-gelu",
        tie_word_embeddings=False,
        decoder_start_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
    )
    model = T5ForConditionalGeneration(config).eval()
    scramble(model, end=2)
    # Saved by hand: version 5 of transformers ties the output layer to `shared`, whatever the
    # config says, unless a checkpoint has both, as the hub's has.
    state = {
        name: value for name, value in model.state_dict().items() if "embed_tokens" not in name
    }
    chance = torch.Generator().manual_seed(1)
    state["lm_head.weight"] = torch.empty(pieces, width).normal_(0, 0.2, generator=chance)
    state["lm_head.weight"][2] *= 2.5
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})
    fields = config.to_dict()
    write(folder / "config.json", **fields | {"tie_word_embeddings": False})
    return folder


def tiny_m2m100(folder: Path, *, width: int = 32) -> Path:
    """M2M100 with its hundred languages: start 0, pad 1, end 2, unk 3, pieces, languages."""
    import torch
    from transformers import M2M100Config, M2M100ForConditionalGeneration
    from transformers.models.m2m_100.tokenization_m2m_100 import FAIRSEQ_LANGUAGE_CODES

    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    first = train(folder / "sentencepiece.bpe.model")
    write(folder / "vocab.json", **vocabulary(folder / "sentencepiece.bpe.model"))
    write(folder / "tokenizer_config.json", src_lang=None, tgt_lang=None, language_codes="m2m100")
    config = M2M100Config(
        # One more than the pieces, since padding is not among them; eight names that nothing has.
        vocab_size=first + 1 + len(FAIRSEQ_LANGUAGE_CODES["m2m100"]) + 8,
        d_model=width,
        encoder_layers=2,
        decoder_layers=2,
        encoder_ffn_dim=2 * width,
        decoder_ffn_dim=2 * width,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        max_position_embeddings=512,
        decoder_start_token_id=2,
    )
    model = M2M100ForConditionalGeneration(config).eval()
    scramble(model, end=2, often=4)
    model.save_pretrained(folder)
    # The hub's: a default of five beams and 200 tokens that nobody asked for.
    write(
        folder / "generation_config.json",
        bos_token_id=0,
        decoder_start_token_id=2,
        early_stopping=True,
        eos_token_id=2,
        max_length=200,
        num_beams=5,
        pad_token_id=1,
        transformers_version="4.27.0.dev0",
    )
    return folder


def vocabulary(file: Path) -> dict[str, int]:
    """Fairseq's ids of a sentencepiece model's pieces."""
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(file))
    names = ["<s>", "<pad>", "</s>", "<unk>"]
    names += [pieces.id_to_piece(number) for number in range(3, pieces.get_piece_size())]
    return {name: number for number, name in enumerate(names)}
