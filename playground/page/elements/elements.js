// Draws one interactive element; each kind lives in a file of its own.

import { h } from "../dom.js";
import { drawButton, drawFeedback, drawIconButton } from "./button.js";
import { drawMultiSelect, drawSelect } from "./select.js";
import { drawOverflow } from "./overflow.js";
import { drawDate, drawDateTime, drawTime } from "./dates.js";
import { drawCheckboxes, drawRadios } from "./choices.js";
import { drawEmail, drawNumber, drawPlainInput, drawUrl } from "./text.js";
import { drawRichInput } from "./rich.js";
import { drawFileInput } from "./files.js";
import { drawThumb } from "../blocks/media.js";

const SELECTS = ["static", "external", "users", "conversations", "channels"];

const ELEMENTS = {
  button: drawButton,
  workflow_button: drawButton,
  icon_button: drawIconButton,
  feedback_buttons: drawFeedback,
  overflow: drawOverflow,
  datepicker: drawDate,
  timepicker: drawTime,
  datetimepicker: drawDateTime,
  checkboxes: drawCheckboxes,
  radio_buttons: drawRadios,
  plain_text_input: drawPlainInput,
  email_text_input: drawEmail,
  url_text_input: drawUrl,
  number_input: drawNumber,
  rich_text_input: drawRichInput,
  file_input: drawFileInput,
  image: (element) => drawThumb(element, 36),
  ...Object.fromEntries(SELECTS.map((kind) => [`${kind}_select`, drawSelect])),
  ...Object.fromEntries(SELECTS.map((kind) => [`multi_${kind}_select`, drawMultiSelect])),
};

export function drawElement(element, block, surface) {
  const make = ELEMENTS[element?.type];
  return make ? make(element, block, surface) : h("span.unknown", `Unknown element “${element?.type}”`);
}
