// Everything works without this file, except the bar that says how many concerns are new.
import { initAll } from '/assets/govuk-frontend.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

const live = document.getElementById('live')
if (live && 'EventSource' in window) {
  const bar = document.getElementById('live-bar')
  let news = 0
  let source

  // Rows never move by themselves: the bar counts, the reader decides when to look.
  const show = () => {
    const words = document.createElement('p')
    words.className = 'govuk-body'
    const count = document.createElement('strong')
    count.textContent = news === 1 ? '1 new concern' : news + ' new concerns'
    const link = document.createElement('a')
    link.className = 'govuk-link'
    link.href = location.pathname + location.search
    link.textContent = 'Show'
    words.append(count, ' since this page was opened. ', link)
    const stop = document.createElement('button')
    stop.type = 'button'
    stop.className = 'govuk-button govuk-button--secondary govuk-!-margin-bottom-0'
    stop.textContent = 'Stop telling me of new ones'
    stop.addEventListener('click', () => {
      source.close()
      bar.replaceChildren()
    })
    bar.replaceChildren(words, stop)
  }

  source = new EventSource('/live?after=' + encodeURIComponent(live.dataset.after))
  source.addEventListener('concern', () => {
    news += 1
    show()
  })
  window.addEventListener('pagehide', () => source.close())
}
