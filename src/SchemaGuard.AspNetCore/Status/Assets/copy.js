// Shows the copy buttons where the browser can copy. The page needs no script for anything else.
for (const button of navigator.clipboard ? document.querySelectorAll("button[data-copies]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = document.getElementById("copied");
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
    button.textContent = "Copied";
    done.textContent = "Copied.";
    setTimeout(() => { button.textContent = "Copy"; done.textContent = ""; }, 2000);
  });
}
