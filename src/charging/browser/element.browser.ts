type Child = Node | string

/** An element with its class and what is in it. Text is always text: nothing typed becomes markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  if (className !== '') made.className = className
  made.append(...children)
  return made
}

/** The same with attributes. */
export function withAttributes<E extends HTMLElement>(made: E, attributes: Readonly<Record<string, string>>): E {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}

/** A button that sends the form, with what it asks for. */
export function button(text: string, go: string, className = 'govuk-button'): HTMLButtonElement {
  return withAttributes(element('button', className, text), { type: 'submit', name: 'go', value: go })
}
