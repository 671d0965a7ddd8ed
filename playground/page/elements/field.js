// The link between an element and its surface: an id, the present value, and what a change causes.

export function fieldId(block, element, surface) {
  return `f-${[surface.spot, block.block_id, element?.action_id].map((part) => String(part ?? "").replace(/[^\w-]/g, "_")).join("-")}`;
}

export function fieldOf(element, block, surface, initial) {
  const { form } = surface;
  const [blockId, actionId] = [block.block_id, element.action_id];
  if (!form.has(blockId, actionId) && initial !== undefined && initial !== null) form.set(blockId, actionId, initial);
  const inInput = block.type === "input";
  const speaks = !inInput || block.dispatch_action;
  return {
    id: fieldId(block, element, surface),
    inInput,
    speaks,
    value: () => form.get(blockId, actionId),
    set: (value) => form.set(blockId, actionId, value),
    act: (value) => surface.act({ block, element, value }),
    commit(value) {
      form.set(blockId, actionId, value);
      return speaks ? surface.act({ block, element, value }) : undefined;
    },
  };
}

// Attributes that tie the control to its label, hint and error.
export function ariaOf(field, block, surface) {
  if (!field.inInput) return { "aria-label": undefined };
  const wrong = surface.errors?.[block.block_id];
  const described = [wrong && `${field.id}-error`, block.hint && `${field.id}-hint`].filter(Boolean).join(" ");
  return {
    "aria-labelledby": `${field.id}-label`,
    "aria-describedby": described || undefined,
    "aria-invalid": wrong ? "true" : undefined,
    "aria-required": block.optional ? undefined : "true",
  };
}
