// What a person has entered on one surface (a message or a view), kept across redraws.

class Form {
  constructor() {
    this.entered = new Map();
  }

  has(blockId, actionId) {
    return this.entered.has(keyOf(blockId, actionId));
  }

  get(blockId, actionId) {
    return this.entered.get(keyOf(blockId, actionId));
  }

  set(blockId, actionId, value) {
    this.entered.set(keyOf(blockId, actionId), value);
  }

  // {block_id: {action_id: simple value}}, as the control API takes it.
  values() {
    const values = {};
    for (const [key, value] of this.entered) {
      const [blockId, actionId] = JSON.parse(key);
      (values[blockId] ??= {})[actionId] = value;
    }
    return values;
  }
}

const forms = new Map();

export function formOf(surfaceId) {
  if (!forms.has(surfaceId)) forms.set(surfaceId, new Form());
  return forms.get(surfaceId);
}

export function forgetForm(surfaceId) {
  forms.delete(surfaceId);
}

export function forgetForms() {
  forms.clear();
}

function keyOf(blockId, actionId) {
  return JSON.stringify([blockId ?? "", actionId ?? ""]);
}
