import { describe, expect, test } from 'vitest'
import { checksOf, translate } from './lab.ts'

/*
 * Elsewhere `24/7`, `1:1` and `0xFF` came back as other numbers.
 * openclaw/openclaw scripts/docs-i18n (numeric tokens), generaltranslation/gt, Bicleaner's list of hard rules
 */

const CHANGED: [source: string, target: string][] = [
  ['Support is there 24/7 for you.', 'El soporte está ahí 24.7 para usted.'],
  ['Support is there 24/7 for you.', 'El soporte está ahí siempre para usted.'],
  ['The scale is 1:1 on paper.', 'La escala es 1.1 en papel.'],
  ['The mask is 0xFF for now.', 'La máscara es 0 xFF por ahora.'],
  ['The mask is 0xFF for now.', 'La máscara es 0xff por ahora.'],
  ['It costs 1,250 euros today.', 'Hoy cuesta 1.520 euros.'],
  ['Version 2.10.3 is out today.', 'La versión 2.10 ya está disponible.'],
  ['Open port 8080 and go on.', 'Abra el puerto 80 y continúe.'],
  ['It was in 1985, in March.', 'Fue en 1958, en marzo.'],
  ['It took 3.5 hours of work.', 'Llevó 35 horas de trabajo.'],
]
test.each(CHANGED)('“%s” as “%s” is not published', async (source, target) => {
  const page = await translate(`${source}\n`, () => target)
  expect(page.text).toBe(`${source}\n`)
  expect(page.report.complete).toBe(false)
})

describe('the same number in the way of another language', () => {
  const KEPT: [to: string, source: string, target: string][] = [
    ['es', 'Support is there 24/7 for you.', 'El soporte está ahí 24/7 para usted.'],
    ['de', 'The scale is 1:1 on paper.', 'Der Maßstab ist auf Papier 1:1.'],
    ['de', 'It costs 1,250.50 euros today.', 'Es kostet heute 1.250,50 Euro.'],
    ['fr', 'It costs 1,250 euros today.', 'Cela coûte 1 250 euros aujourd’hui.'],
    ['de', 'On 3/10/2024 it starts.', 'Am 10.3.2024 geht es los.'],
    ['de', 'It opens at 6:30 in the morning.', 'Es öffnet morgens um 6.30 Uhr.'],
    ['ar', 'There are 25 houses in it.', 'هناك ٢٥ منزلاً فيها.'],
    ['es', 'The mask is 0xFF for now.', 'La máscara es 0xFF por ahora.'],
  ]
  test.each(KEPT)('%s: “%s” as “%s” is published', async (to, source, target) => {
    const page = await translate(`${source}\n`, () => target, { to })
    expect(page.text).toBe(`${target}\n`)
    expect(checksOf(page)).toEqual([])
  })
})
