// Where there is no signal, a browser would put a page of its own in place of the one being answered. Nothing is sent
// then: this page stays as it is, and says so. Without this script the browser's Back button brings the page back.
addEventListener("submit", function (event) {
  if (navigator.onLine) return;
  event.preventDefault();
  var said = document.getElementById("offline");
  if (said) said.remove();
  said = document.createElement("p");
  said.id = "offline";
  said.className = "n";
  said.setAttribute("role", "alert");
  said.textContent = document.querySelector("script[data-words]").dataset.words;
  event.target.querySelector(".b").before(said);
});
