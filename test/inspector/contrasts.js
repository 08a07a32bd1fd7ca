/** Runs in a page. Texts with less contrast to their ground than WCAG 2.2 AA asks for: 4.5. */
;(() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
  const context = canvas.getContext('2d', { willReadFrequently: true })

  function luminance(colour) {
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((each) => {
      const share = each / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }

  function groundOf(element) {
    for (let each = element; each; each = each.parentElement) {
      const { backgroundColor } = getComputedStyle(each)
      if (!/, 0\)$|transparent/.test(backgroundColor)) return backgroundColor
    }
    return 'white'
  }

  const texts = [...document.querySelectorAll('body *')].filter(
    (each) =>
      each.checkVisibility() &&
      [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()),
  )
  return texts.flatMap((each) => {
    const pair = [luminance(getComputedStyle(each).color), luminance(groundOf(each))]
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)
    return ratio < 4.5 ? [`${each.textContent} (${ratio.toFixed(1)})`] : []
  })
})()
