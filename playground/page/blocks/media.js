// Images, videos, files and calls; what cannot be fetched offline is shown by its name and description.

import { h, icon } from "../dom.js";
import { drawText } from "../markup/markup.js";

export function drawImage(block, surface) {
  return h(
    "figure.image-block",
    block.title && h("figcaption", drawText(block.title, surface.world)),
    picture(sourceOf(block), block.alt_text, "image-large"),
  );
}

export function drawThumb(element, size) {
  const image = picture(sourceOf(element), element.alt_text, "thumb");
  image.style.setProperty("--size", `${size}px`);
  return image;
}

export function drawVideo(block, surface) {
  const title = drawText(block.title, surface.world);
  return h(
    "div.video",
    h(
      "div.video-words",
      block.provider_name &&
        h(
          "span.soft",
          block.provider_icon_url && picture(block.provider_icon_url, "", "thumb tiny"),
          block.provider_name,
        ),
      block.title_url
        ? h("a", { href: block.title_url, target: "_blank", rel: "noopener noreferrer" }, title)
        : h("strong", title),
      block.author_name && h("span.soft", `by ${block.author_name}`),
      block.description && h("p", drawText(block.description, surface.world)),
    ),
    h(
      "a.video-still",
      {
        href: block.video_url,
        target: "_blank",
        rel: "noopener noreferrer",
        "aria-label": `Play ${block.alt_text ?? "the video"}`,
      },
      picture(block.thumbnail_url, block.alt_text, "image-large"),
      h("span.play", icon("play", 22)),
    ),
  );
}

export function drawFileBlock(block, surface) {
  const file = block.file ?? surface.fileOf?.(block);
  return file
    ? drawFile(file)
    : h(
        "div.file-card",
        h("span.file-mark", icon("file")),
        h("span", h("span.file-name", "Remote file"), h("span.file-kind", block.external_id ?? block.source)),
      );
}

export function drawFile(file) {
  const url = pageUrl(file);
  if (/^image\//.test(file.mimetype ?? "")) {
    return h(
      "a",
      { href: url, target: "_blank", rel: "noopener" },
      picture(url, file.alt_txt || file.title || file.name, "file-image"),
    );
  }
  const kind = [file.pretty_type ?? file.filetype ?? "File", size(file.size)].filter(Boolean).join(" · ");
  return h(
    "a.file-card",
    { href: url, target: "_blank", rel: "noopener" },
    h("span.file-mark", icon("file")),
    h("span", h("span.file-name", file.title || file.name), h("span.file-kind", kind)),
  );
}

export function drawCall(block) {
  const call = block.call?.v1 ?? block.call ?? {};
  return h(
    "div.file-card",
    h("span.file-mark", icon("phone")),
    h(
      "span",
      h("span.file-name", call.name ?? "A call"),
      h("span.file-kind", call.date_end ? "Call ended" : "Call in progress"),
    ),
    call.join_url && h("a.button", { href: call.join_url, target: "_blank", rel: "noopener noreferrer" }, "Join"),
  );
}

// Loads lazily; a picture that does not come is replaced by its description.
export function picture(url, alt, className) {
  const image = h("img", {
    class: className,
    src: url,
    alt: alt ?? "",
    loading: "lazy",
    referrerpolicy: "no-referrer",
  });
  image.addEventListener("error", () => image.replaceWith(missing(alt, className, image.style.cssText)));
  return image.hasAttribute("src") ? image : missing(alt, className);
}

function missing(alt, className, style = "") {
  const box = h(
    "span.picture-missing",
    { class: className, role: "img", "aria-label": alt || "Picture not available" },
    icon("image", 16),
    h("span", alt || "Picture not available"),
  );
  box.style.cssText = style;
  return box;
}

function sourceOf(holder) {
  return (
    holder.image_url ??
    holder.slack_file?.url ??
    (holder.slack_file?.id ? `/files/${holder.slack_file.id}/image` : undefined)
  );
}

function pageUrl(file) {
  return `/files/${encodeURIComponent(file.id)}/${encodeURIComponent(file.name ?? "file")}`;
}

function size(bytes) {
  if (!bytes) return "";
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
