import { defineTranslator } from '../../src/index.ts'
import type { Translator } from '../../src/types.ts'

/** A small site in English, with what makes a page hard to show. */
export const SITE = {
  'index.html': '<!doctype html><script type="module" src="/main.js"></script>\n',
  'main.js': `
    import { bread } from './list.js'
    document.body.append(bread)
  `,
  'posts/bread.md': `---
title: Bread for beginners
---

# Bread for beginners

Mix **500 grams** of flour with \`sourdough\` and [warm water](/water). Let it rest ![](pause.png) for 3 hours.

## What you need

| Thing | Why |
|---|---|
| Flour | It is the bread. |
| Salt | Without it, bread tastes of *nothing*. |

Do not write <script>alert("dough")</script> on it.
`,
  'posts/walk.md': '# A walk by the river\n\nThe path begins behind the mill.\n',
  'posts/hidden.md': '---\ntranslated_to: [es]\n---\n\nOnly in Spanish.\n',
}

/** A few sentences of each language, so that pages look as they do in earnest. */
const PHRASES: Record<string, Record<string, string>> = {
  es: {
    'Bread for beginners': 'Pan para principiantes',
    'Mix 500 grams of flour with sourdough and warm water.':
      'Mezcla 500 gramos de harina con sourdough y agua tibia.',
    'warm water': 'agua tibia',
    '500 grams': '500 gramos',
    'Let it rest for 3 hours.': 'Deja reposar 3 horas.',
    'What you need': 'Lo que necesitas',
    'It is the bread.': 'Es el pan.',
    'Without it, bread tastes of nothing.': 'Sin ella, el pan no sabe a nada.',
    nothing: 'nada',
    Thing: 'Cosa',
    Why: 'Por qué',
    Flour: 'Harina',
    Salt: 'Sal',
    'A walk by the river': 'Un paseo junto al río',
    'The path begins behind the mill.': 'El sendero empieza detrás del molino.',
    'Only in Spanish.': 'Solo en español.',
  },
  ar: {
    'Bread for beginners': 'الخبز للمبتدئين',
    'Mix 500 grams of flour with sourdough and warm water.':
      'اخلط 500 غرام من الدقيق مع sourdough وماء دافئ.',
    'warm water': 'ماء دافئ',
    '500 grams': '500 غرام',
    'Let it rest for 3 hours.': 'اتركه يرتاح 3 ساعات.',
    'What you need': 'ما تحتاج إليه',
    'It is the bread.': 'إنه الخبز نفسه.',
    Thing: 'الشيء',
    Why: 'لماذا',
    Flour: 'دقيق',
    Salt: 'ملح',
    'A walk by the river': 'نزهة على ضفة النهر',
    'The path begins behind the mill.': 'يبدأ الطريق خلف الطاحونة.',
  },
}

/** Knows the phrases and nothing else; `before` may keep it waiting. */
export function phrasebook(before: (texts: string[]) => unknown = () => {}): Translator {
  return defineTranslator({
    name: 'phrasebook',
    async translate({ texts, to }) {
      await before(texts)
      return texts.map((text) => PHRASES[to]?.[text] ?? { error: `I do not know “${text}”.` })
    },
  })
}
